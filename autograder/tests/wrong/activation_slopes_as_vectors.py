"""question: 2.4
functions: sigmoid_jacobian, tanh_jacobian, relu_jacobian
mistake: gives the slopes as vectors, with no matrix around them
"""

import numpy as np

from .functions import sigmoid


def sigmoid_jacobian(z):
    a = sigmoid(np.asarray(z, dtype=float))
    return a * (1 - a)


def tanh_jacobian(z):
    return 1 - np.tanh(np.asarray(z, dtype=float)) ** 2


def relu_jacobian(z):
    return (np.asarray(z) > 0).astype(float)
