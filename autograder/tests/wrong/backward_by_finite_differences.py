"""question: 4.2
functions: backward
mistake: nudges every weight: a central difference for each parameter, one pair of forward passes a weight
"""

import numpy as np

from .functions import identity, relu, sigmoid, tanh


def backward(params, activations, Z, A, dL_dyhat):
    functions = {"identity": identity, "relu": relu, "sigmoid": sigmoid, "tanh": tanh}

    def loss(parameters):
        a = np.asarray(A[0], dtype=float)
        for (W, b), name in zip(parameters, activations):
            a = functions[name](a @ W.T + b)
        return np.sum(a * dL_dyhat)

    parameters = [[np.array(W, dtype=float), np.array(b, dtype=float)] for W, b in params]
    grads = []
    for layer in parameters:
        pair = []
        for array in layer:
            gradient = np.zeros_like(array)
            for index in np.ndindex(array.shape):
                old = array[index]
                array[index] = old + 1e-5
                above = loss(parameters)
                array[index] = old - 1e-5
                below = loss(parameters)
                array[index] = old
                gradient[index] = (above - below) / 2e-5
            pair.append(gradient)
        grads.append(tuple(pair))
    return grads
