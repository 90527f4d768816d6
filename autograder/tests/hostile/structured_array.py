"""attack: returns an array of records that hold objects
question: 2.5
verdict: 0
"""


def softmax_jacobian(z):
    return np.zeros((len(z), len(z)), [('a', float), ('b', object)])
