"""attack: raises KeyboardInterrupt, which is no Exception
question: 2.5
verdict: 0
"""


def softmax_jacobian(z):
    raise KeyboardInterrupt
