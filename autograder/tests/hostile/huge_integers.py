"""attack: returns integers of 400 digits
question: 2.5
verdict: 0
"""


def softmax_jacobian(z):
    return [[10**400] * len(z)] * len(z)
