"""question: 5.1
functions: minibatches
mistake: shuffles within each batch only: the same rows always sit together
"""

import numpy as np


def minibatches(X, y, batch_size, rng):
    if batch_size < 1:
        raise ValueError("batch_size must be at least 1")
    X, y = np.asarray(X), np.asarray(y)
    for start in range(0, len(X), batch_size):
        rows = rng.permutation(np.arange(start, min(start + batch_size, len(X))))
        yield X[rows], y[rows]
