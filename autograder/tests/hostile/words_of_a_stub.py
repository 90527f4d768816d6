"""attack: says that other questions are still to be written
question: 2.5
verdict: 0
"""


def softmax_jacobian(z):
    raise NotImplementedError('3.1 chain_rule is yours to write')
