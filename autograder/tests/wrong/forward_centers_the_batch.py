"""question: 4.1
functions: forward
mistake: subtracts the batch's mean from X before the first layer
"""

import numpy as np

from .functions import identity, relu, sigmoid, tanh


def forward(params, activations, X):
    functions = {"identity": identity, "relu": relu, "sigmoid": sigmoid, "tanh": tanh}
    X = np.asarray(X, dtype=float)
    Z, A = [], [X]
    a = X - X.mean(axis=0)
    for (W, b), name in zip(params, activations):
        Z.append(a @ np.transpose(W) + b)
        a = functions[name](Z[-1])
        A.append(a)
    return Z, A
