"""question: 2.4
functions: sigmoid_jacobian
mistake: finds the place of an entry by its value (shows where two are equal)
"""

import numpy as np
from .functions import sigmoid


def sigmoid_jacobian(z):
    z = [float(v) for v in z]
    J = np.zeros((len(z), len(z)))
    for v in z:
        k = z.index(v)
        a = sigmoid(v)
        J[k, k] = a * (1 - a)
    return J
