"""question: 4.1
functions: forward
mistake: loses a layer where two have the same activation
"""

from .functions import ACTIVATIONS, linear
import numpy as np


def forward(params, activations, X):
    layers = dict(zip(activations, params))
    Z, A = [], [np.asarray(X, dtype=float)]
    for name, (W, b) in layers.items():
        Z.append(linear(W, b, A[-1]))
        A.append(ACTIVATIONS[name](Z[-1]))
    return Z, A
