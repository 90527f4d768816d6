"""question: 5.1
functions: minibatches
mistake: refuses a batch size of 0 and yields nothing at all for a negative one
"""

import numpy as np


def minibatches(X, y, batch_size, rng):
    if batch_size == 0:
        raise ValueError("batch_size must not be 0")
    X, y = np.asarray(X), np.asarray(y)
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        yield X[rows], y[rows]
