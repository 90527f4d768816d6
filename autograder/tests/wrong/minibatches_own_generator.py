"""question: 5.1
functions: minibatches
mistake: draws from a fresh unseeded generator: the same seed gives another order
"""

import numpy as np


def minibatches(X, y, batch_size, rng):
    if batch_size < 1:
        raise ValueError("batch_size must be at least 1")
    X, y = np.asarray(X), np.asarray(y)
    order = np.random.default_rng().permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        yield X[rows], y[rows]
