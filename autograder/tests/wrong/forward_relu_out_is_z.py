"""question: 4.1
functions: forward
mistake: gives ReLU out=z, so that Z holds the values after the activation
"""

import numpy as np


from .functions import ACTIVATIONS, linear


def forward(params, activations, X):
    Z, A = [], [np.array(X, dtype=float)]
    for (W, b), name in zip(params, activations):
        z = linear(W, b, A[-1])
        Z.append(z)
        if name == "relu":
            A.append(np.maximum(z, 0.0, out=z))  # no second big array
        else:
            A.append(ACTIVATIONS[name](z))
    return Z, A
