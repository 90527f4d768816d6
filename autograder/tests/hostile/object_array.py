"""attack: returns an array of objects
question: 2.5
verdict: 0
"""


def softmax_jacobian(z):
    return np.array([[object()] * len(z)] * len(z))
