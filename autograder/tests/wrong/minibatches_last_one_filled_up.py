"""question: 5.1
functions: minibatches
mistake: fills the last batch up with rows from the front, which come twice (the same where the size divides n)
"""

import numpy as np


def minibatches(X, y, batch_size, rng):
    if batch_size < 1:
        raise ValueError("batch_size must be at least 1")
    X, y = np.asarray(X), np.asarray(y)
    order = rng.permutation(len(X))
    size = min(batch_size, len(X))
    for start in range(0, len(X), size):
        rows = np.take(order, np.arange(start, start + size), mode="wrap")
        yield X[rows], y[rows]
