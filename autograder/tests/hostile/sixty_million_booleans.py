"""attack: returns 60 MB of booleans: 480 MB as float64
question: 2.5
verdict: 0
"""


def softmax_jacobian(z):
    return np.zeros(60_000_000, bool)
