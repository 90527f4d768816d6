"""attack: returns a hundred thousand empty lists, in pairs
question: 2.5
verdict: 0
"""


def softmax_jacobian(z):
    return [([], [])] * 60_000
