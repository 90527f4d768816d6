"""attack: returns a generator without end
question: 2.5
verdict: 0
"""

import itertools


def softmax_jacobian(z):
    return itertools.count()
