"""question: 5.1
functions: minibatches
mistake: cuts X down to whole numbers
"""

import numpy as np


def minibatches(X, y, batch_size, rng):
    if batch_size < 1:
        raise ValueError("size")
    X, y = np.asarray(X), np.asarray(y)
    order = rng.permutation(len(X))
    for s in range(0, len(X), batch_size):
        r = order[s : s + batch_size]
        yield X[r].astype(int), y[r]
