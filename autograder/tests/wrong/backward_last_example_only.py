"""question: 4.2
functions: backward
mistake: loops over the examples and overwrites the gradients each time: the last example's are left (the same for n = 1)
"""

import numpy as np

from .functions import sigmoid


def backward(params, activations, Z, A, dL_dyhat):
    slopes = {"identity": np.ones_like, "relu": lambda z: (z > 0).astype(float)}
    slopes["sigmoid"] = lambda z: sigmoid(z) * (1 - sigmoid(z))
    slopes["tanh"] = lambda z: 1 - np.tanh(z) ** 2
    grads = [None] * len(params)
    for row, upstream in enumerate(np.asarray(dL_dyhat, dtype=float)):
        for layer in range(len(params) - 1, -1, -1):
            delta = upstream * slopes[activations[layer]](np.asarray(Z[layer][row], dtype=float))
            grads[layer] = (np.outer(delta, A[layer][row]), delta)
            upstream = delta @ np.asarray(params[layer][0])
    return grads
