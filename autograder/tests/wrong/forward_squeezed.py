"""question: 4.1
functions: forward
mistake: squeezes axes of length 1 away: a batch of one example, or a layer of one unit, loses an axis
"""

import numpy as np

from .functions import identity, relu, sigmoid, tanh


def forward(params, activations, X):
    functions = {"identity": identity, "relu": relu, "sigmoid": sigmoid, "tanh": tanh}
    Z, A = [], [np.asarray(X, dtype=float)]
    a = A[0]
    for (W, b), name in zip(params, activations):
        z = a @ np.transpose(W) + b
        a = functions[name](z)
        Z.append(np.squeeze(z))
        A.append(np.squeeze(a))
    return Z, A
