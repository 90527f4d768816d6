"""question: 4.2
functions: backward
mistake: averages the bias's gradient over the batch where it sums the weights' (the same for n = 1)
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
        delta = upstream * slopes[activations[layer]](np.asarray(Z[layer], dtype=float))
        grads.insert(0, (delta.T @ np.asarray(A[layer]), delta.mean(axis=0)))
        upstream = delta @ np.asarray(params[layer][0])
    return grads
