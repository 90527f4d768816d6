"""question: 5.1
functions: minibatches
mistake: draws from a copy of the generator, which stands where it stood: the same order in every epoch
"""

import copy

import numpy as np


def minibatches(X, y, batch_size, rng):
    if batch_size < 1:
        raise ValueError("batch_size must be at least 1")
    X, y = np.asarray(X), np.asarray(y)
    order = copy.deepcopy(rng).permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        yield X[rows], y[rows]
