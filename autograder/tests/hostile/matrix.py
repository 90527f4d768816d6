"""attack: returns a matrix, whose product is another one
question: 2.5
verdict: 0
"""


def softmax_jacobian(z):
    return np.matrix(np.ones((len(z), len(z))))
