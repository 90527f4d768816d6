"""question: 4.1
functions: forward
mistake: divides infinity by infinity in tanh far from 0
"""

from .functions import ACTIVATIONS, linear
import numpy as np


def forward(params, activations, X):
    own = dict(ACTIVATIONS, tanh=lambda z: (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z)))
    Z, A = [], [np.asarray(X, dtype=float)]
    for (W, b), name in zip(params, activations):
        Z.append(linear(W, b, A[-1]))
        A.append(own[name](Z[-1]))
    return Z, A
