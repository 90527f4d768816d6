"""question: 4.2
functions: backward
mistake: divides infinity by infinity in the sigmoid's slope far from 0
"""

import numpy as np


def backward(params, activations, Z, A, dL_dyhat):
    slopes = {
        "identity": lambda z: np.ones_like(z),
        "relu": lambda z: z > 0,
        "sigmoid": lambda z: np.exp(-z) / (1 + np.exp(-z)) ** 2,
        "tanh": lambda z: 1 - np.tanh(z) ** 2,
    }
    grads = []
    d = np.asarray(dL_dyhat, dtype=float)
    for l in reversed(range(len(params))):
        delta = d * slopes[activations[l]](np.asarray(Z[l], dtype=float))
        grads.insert(0, (delta.T @ A[l], delta.sum(axis=0)))
        d = delta @ params[l][0]
    return grads
