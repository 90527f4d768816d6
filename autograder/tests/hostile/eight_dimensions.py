"""attack: returns an array of eight dimensions
question: 2.5
verdict: 0
"""


def softmax_jacobian(z):
    return np.ones((2,) * 8)
