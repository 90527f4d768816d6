"""question: 4.2
functions: backward
mistake: takes a complex step in every weight: exact, but one forward pass a weight
"""

import numpy as np


def backward(params, activations, Z, A, dL_dyhat):
    functions = {
        "identity": lambda z: z,
        "relu": lambda z: z * (z.real > 0),
        "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
        "tanh": np.tanh,
    }

    def loss(parameters):
        a = np.asarray(A[0], dtype=complex)
        for (W, b), name in zip(parameters, activations):
            a = functions[name](a @ W.T + b)
        return np.sum(a * dL_dyhat)

    parameters = [[np.array(W, dtype=complex), np.array(b, dtype=complex)] for W, b in params]
    grads = []
    for layer in parameters:
        pair = []
        for array in layer:
            gradient = np.zeros(array.shape)
            for index in np.ndindex(array.shape):
                array[index] += 1e-30j
                gradient[index] = loss(parameters).imag / 1e-30
                array[index] = array[index].real
            pair.append(gradient)
        grads.append(tuple(pair))
    return grads
