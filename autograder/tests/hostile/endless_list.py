"""attack: returns a list whose iterator never ends
question: 2.5
verdict: 0
"""

import itertools


class Endless(list):
    def __iter__(self):
        return itertools.repeat(0.0)


def softmax_jacobian(z):
    return Endless([1, 2])
