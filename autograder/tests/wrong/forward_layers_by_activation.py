"""question: 4.1
functions: forward
mistake: keeps the layers by the name of their activation (shows where two are the same)
"""

from .functions import ACTIVATIONS, linear
import numpy as np


def forward(params, activations, X):
    layers = dict(zip(activations, params))
    Z, A = [], [np.asarray(X, dtype=float)]
    for name in activations:
        W, b = layers[name]
        Z.append(linear(W, b, A[-1]))
        A.append(ACTIVATIONS[name](Z[-1]))
    return Z, A
