"""attack: returns a function
question: 2.5
verdict: 0
"""


def softmax_jacobian(z):
    return softmax_jacobian
