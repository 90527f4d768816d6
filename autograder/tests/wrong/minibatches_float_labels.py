"""question: 5.1
functions: minibatches
mistake: puts X and y into one array of floats, so that labels become floats
"""

import numpy as np


def minibatches(X, y, batch_size, rng):
    if batch_size < 1:
        raise ValueError("size")
    X, y = np.asarray(X), np.asarray(y)
    table = np.hstack([X, y.reshape(len(X), -1)]).astype(float)
    table = table[rng.permutation(len(X))]
    for s in range(0, len(X), batch_size):
        rows = table[s : s + batch_size]
        yield rows[:, : X.shape[1]], rows[:, X.shape[1] :].reshape(len(rows), *y.shape[1:])
