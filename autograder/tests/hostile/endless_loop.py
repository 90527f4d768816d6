"""attack: never comes back
question: 2.5
verdict: 0
"""


def softmax_jacobian(z):
    while True:
        pass
