"""question: 5.1
functions: minibatches
mistake: sorts the rows of X within a batch and leaves y as it is, so pairs are broken
"""

import numpy as np


def minibatches(X, y, batch_size, rng):
    if batch_size < 1:
        raise ValueError("batch_size must be at least 1")
    X, y = np.asarray(X), np.asarray(y)
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        yield X[np.sort(rows)], y[rows]
