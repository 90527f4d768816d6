"""question: 5.1
functions: minibatches
mistake: shuffles the order of fixed blocks, and not the rows
"""

import numpy as np


def minibatches(X, y, batch_size, rng):
    if batch_size < 1:
        raise ValueError("batch_size must be at least 1")
    X, y = np.asarray(X), np.asarray(y)
    starts = np.arange(0, len(X), batch_size)
    last = starts[-1]
    for start in [*rng.permutation(starts[:-1]), last]:
        yield X[start : start + batch_size], y[start : start + batch_size]
