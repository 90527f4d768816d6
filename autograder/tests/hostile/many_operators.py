"""attack: hands the compiler 200,000 minus signs
question: 2.5
verdict: 0
"""


def softmax_jacobian(z):
    return eval('-' * 200_000 + '1')
