"""question: 4.3
functions: loss_and_gradients
mistake: takes a complex step in every weight: exact, but one forward pass a weight
"""

import numpy as np


def loss_and_gradients(params, activations, X, y, loss):
    functions = {
        "identity": lambda z: z,
        "relu": lambda z: z * (z.real > 0),
        "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
        "tanh": np.tanh,
    }

    def value(parameters):
        a = np.asarray(X, dtype=complex)
        for (W, b), name in zip(parameters, activations):
            a = functions[name](a @ W.T + b)
        if loss == "mse":
            return np.mean((a - y) ** 2)
        shifted = a - a.real.max(axis=1, keepdims=True)
        log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
        return -np.mean(log_p[np.arange(len(a)), y])

    parameters = [[np.array(W, dtype=complex), np.array(b, dtype=complex)] for W, b in params]
    grads = []
    for layer in parameters:
        pair = []
        for array in layer:
            gradient = np.zeros(array.shape)
            for index in np.ndindex(array.shape):
                array[index] += 1e-30j
                gradient[index] = value(parameters).imag / 1e-30
                array[index] = array[index].real
            pair.append(gradient)
        grads.append(tuple(pair))
    return float(value(parameters).real), grads
