"""question: 4.1
functions: forward
mistake: reshapes W to (in, out) in place of transposing it: shapes fit, entries are mixed up
"""

import numpy as np

from .functions import identity, relu, sigmoid, tanh


def forward(params, activations, X):
    functions = {"identity": identity, "relu": relu, "sigmoid": sigmoid, "tanh": tanh}
    Z, A = [], [np.asarray(X, dtype=float)]
    for (W, b), name in zip(params, activations):
        Z.append(A[-1] @ np.reshape(W, np.shape(W)[::-1]) + b)
        A.append(functions[name](Z[-1]))
    return Z, A
