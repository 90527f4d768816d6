"""attack: returns one number
question: 2.5
verdict: 0
"""


def softmax_jacobian(z):
    return 0.25
