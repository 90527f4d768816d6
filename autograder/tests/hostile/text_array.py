"""attack: returns an array of texts
question: 2.5
verdict: 0
"""


def softmax_jacobian(z):
    return np.full((len(z), len(z)), '0.1')
