"""question: 4.2
functions: backward
mistake: keeps the slopes by the name of their activation (shows where two are the same)
"""

import numpy as np


def backward(params, activations, Z, A, dL_dyhat):
    slopes = {
        "identity": lambda z: np.ones_like(z),
        "relu": lambda z: z > 0,
        "sigmoid": lambda z: 1 / (1 + np.exp(-z)) * (1 - 1 / (1 + np.exp(-z))),
        "tanh": lambda z: 1 - np.tanh(z) ** 2,
    }
    at = {name: slopes[name](np.asarray(z, dtype=float)) for name, z in zip(activations, Z)}
    grads = []
    d = np.asarray(dL_dyhat, dtype=float)
    for l in reversed(range(len(params))):
        delta = d * at[activations[l]]
        grads.insert(0, (delta.T @ A[l], delta.sum(axis=0)))
        d = delta @ params[l][0]
    return grads
