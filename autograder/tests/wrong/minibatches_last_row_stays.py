"""question: 5.1
functions: minibatches
mistake: shuffles all rows but the last, which always comes at the end
"""

import numpy as np


def minibatches(X, y, batch_size, rng):
    if batch_size < 1:
        raise ValueError("batch_size must be at least 1")
    X, y = np.asarray(X), np.asarray(y)
    order = np.append(rng.permutation(len(X) - 1), len(X) - 1)
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        yield X[rows], y[rows]
