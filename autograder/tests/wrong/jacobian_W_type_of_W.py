"""question: 2.2
functions: linear_jacobian_W
mistake: builds the result like W, so that a W of integers cuts off the fractions of x
"""

import numpy as np


def linear_jacobian_W(W, b, x):
    W = np.asarray(W)
    J = np.stack([np.zeros_like(W) for _ in range(len(W))])  # a table like W for each output
    for k in range(len(W)):
        J[k, k] = x
    return J
