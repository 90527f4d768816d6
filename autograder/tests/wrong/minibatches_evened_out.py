"""question: 5.1
functions: minibatches
mistake: splits into batches of nearly equal size: 10 rows by 4 become 4, 3, 3 and not 4, 4, 2
"""

import numpy as np


def minibatches(X, y, batch_size, rng):
    if batch_size < 1:
        raise ValueError("batch_size must be at least 1")
    X, y = np.asarray(X), np.asarray(y)
    order = rng.permutation(len(X))
    for rows in np.array_split(order, -(-len(X) // batch_size)):
        yield X[rows], y[rows]
