"""question: 6.2
functions: numeric_jacobian
mistake: moves one x in place: where f hands back x or a view, both sides are the same array
"""

import numpy as np


def numeric_jacobian(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    columns = []
    for i in range(len(x)):
        old = x[i]
        x[i] = old + h
        right = np.asarray(f(x), dtype=float)
        x[i] = old - h
        left = np.asarray(f(x), dtype=float)
        x[i] = old
        columns.append((right - left) / (2 * h))
    return np.stack(columns, axis=1)
