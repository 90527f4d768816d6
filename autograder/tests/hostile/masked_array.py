"""attack: returns an array with every entry masked
question: 2.5
verdict: 0
"""


def softmax_jacobian(z):
    return np.ma.masked_all((len(z), len(z)))
