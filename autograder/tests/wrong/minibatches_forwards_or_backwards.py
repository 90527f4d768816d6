"""question: 5.1
functions: minibatches
mistake: tosses a coin: the old order forwards or backwards
"""

import numpy as np


def minibatches(X, y, batch_size, rng):
    if batch_size < 1:
        raise ValueError("batch_size must be at least 1")
    X, y = np.asarray(X), np.asarray(y)
    order = np.arange(len(X))[:: 1 if rng.random() < 0.5 else -1]
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        yield X[rows], y[rows]
