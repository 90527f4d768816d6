"""question: 4.1
functions: forward
mistake: keeps Z and A in default arguments, so a second call still holds the first one's layers
"""

import numpy as np

from .functions import identity, relu, sigmoid, tanh


def forward(params, activations, X, Z=[], A=[]):
    functions = {"identity": identity, "relu": relu, "sigmoid": sigmoid, "tanh": tanh}
    A.append(np.asarray(X, dtype=float))
    for (W, b), name in zip(params, activations):
        Z.append(A[-1] @ np.transpose(W) + b)
        A.append(functions[name](Z[-1]))
    return Z, A
