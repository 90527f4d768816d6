"""attack: returns a set
question: 2.5
verdict: 0
"""


def softmax_jacobian(z):
    return {0.1, 0.2}
