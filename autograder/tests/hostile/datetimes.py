"""attack: returns points in time
question: 2.5
verdict: 0
"""


def softmax_jacobian(z):
    return np.zeros((len(z), len(z)), 'M8[s]')
