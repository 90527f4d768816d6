"""question: 5.1
functions: minibatches
mistake: shuffles X and y side by side in one table and takes the last column for y: wrong for targets (n, k)
"""

import numpy as np


def minibatches(X, y, batch_size, rng):
    if batch_size < 1:
        raise ValueError(f"batch_size must be at least 1, not {batch_size}")
    X, y = np.asarray(X), np.asarray(y)
    data = rng.permutation(np.column_stack([X, y]))  # whole rows, so the pairs stay together
    for start in range(0, len(data), batch_size):
        batch = data[start : start + batch_size]
        yield batch[:, :-1], batch[:, -1]
