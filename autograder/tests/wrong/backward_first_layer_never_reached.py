"""question: 4.2
functions: backward
mistake: ends its loop before the first layer, whose gradient stays zero (right for the others)
"""

import numpy as np

from .functions import sigmoid


def backward(params, activations, Z, A, dL_dyhat):
    slopes = {"identity": np.ones_like, "relu": lambda z: (z > 0).astype(float)}
    slopes["sigmoid"] = lambda z: sigmoid(z) * (1 - sigmoid(z))
    slopes["tanh"] = lambda z: 1 - np.tanh(z) ** 2
    upstream = np.asarray(dL_dyhat, dtype=float)
    grads = [(np.zeros(np.shape(W)), np.zeros(np.shape(b))) for W, b in params]
    for layer in range(len(params) - 1, 0, -1):
        delta = upstream * slopes[activations[layer]](np.asarray(Z[layer], dtype=float))
        grads[layer] = (delta.T @ np.asarray(A[layer]), delta.sum(axis=0))
        upstream = delta @ np.asarray(params[layer][0])
    return grads
