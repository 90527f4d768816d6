"""attack: returns the smallest integer of 64 bits
question: 2.5
verdict: 0
"""


def softmax_jacobian(z):
    return [[-(2**63)] * len(z)] * len(z)
