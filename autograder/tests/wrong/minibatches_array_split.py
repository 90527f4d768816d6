"""question: 5.1
functions: minibatches
mistake: cuts with array_split, so that all batches are about equal
"""

import numpy as np


def minibatches(X, y, batch_size, rng):
    if batch_size < 1:
        raise ValueError(f"batch_size must be at least 1, not {batch_size}")
    X, y = np.asarray(X), np.asarray(y)
    order = rng.permutation(len(X))
    batches = -(-len(X) // batch_size)  # rounded up: the last one may be smaller
    for rows in np.array_split(order, batches):
        yield X[rows], y[rows]
