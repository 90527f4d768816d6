"""question: 4.2
functions: backward
mistake: multiplies the slope into the caller's dL_dyhat in place
"""

import numpy as np

from .functions import sigmoid


def backward(params, activations, Z, A, dL_dyhat):
    slopes = {"identity": np.ones_like, "relu": lambda z: (z > 0).astype(float)}
    slopes["sigmoid"] = lambda z: sigmoid(z) * (1 - sigmoid(z))
    slopes["tanh"] = lambda z: 1 - np.tanh(z) ** 2
    upstream = np.asarray(dL_dyhat, dtype=float)
    grads = []
    for layer in range(len(params) - 1, -1, -1):
        upstream *= slopes[activations[layer]](np.asarray(Z[layer], dtype=float))
        grads.insert(0, (upstream.T @ np.asarray(A[layer]), upstream.sum(axis=0)))
        upstream = upstream @ np.asarray(params[layer][0])
    return grads
