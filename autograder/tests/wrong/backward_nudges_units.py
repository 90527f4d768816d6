"""question: 4.2
functions: backward
mistake: nudges the pre-activations: a central difference for each unit, then the outer product with the inputs
"""

import numpy as np

from .functions import identity, relu, sigmoid, tanh


def backward(params, activations, Z, A, dL_dyhat):
    functions = {"identity": identity, "relu": relu, "sigmoid": sigmoid, "tanh": tanh}

    def loss_of_rows(layer, z):
        a = functions[activations[layer]](z)
        for (W, b), name in zip(params[layer + 1 :], activations[layer + 1 :]):
            a = functions[name](a @ np.transpose(W) + b)
        return np.sum(a * dL_dyhat, axis=1)

    grads = []
    for layer in range(len(params)):
        z = np.array(Z[layer], dtype=float)
        delta = np.zeros_like(z)
        for unit in range(z.shape[1]):
            nudge = np.zeros(z.shape[1])
            nudge[unit] = 1e-5
            difference = loss_of_rows(layer, z + nudge) - loss_of_rows(layer, z - nudge)
            delta[:, unit] = difference / 2e-5
        grads.append((delta.T @ np.asarray(A[layer]), delta.sum(axis=0)))
    return grads
