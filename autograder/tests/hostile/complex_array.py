"""attack: returns complex numbers
question: 2.5
verdict: 0
"""


def softmax_jacobian(z):
    return np.full((len(z), len(z)), 0.1 + 1j)
