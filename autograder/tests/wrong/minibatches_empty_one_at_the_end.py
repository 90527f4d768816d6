"""question: 5.1
functions: minibatches
mistake: ends with an empty batch where the size divides n
"""

import numpy as np


def minibatches(X, y, batch_size, rng):
    if batch_size < 1:
        raise ValueError("batch_size must be at least 1")
    X, y = np.asarray(X), np.asarray(y)
    order = rng.permutation(len(X))
    for number in range(len(X) // batch_size + 1):
        rows = order[number * batch_size : (number + 1) * batch_size]
        yield X[rows], y[rows]
