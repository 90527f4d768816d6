"""attack: raises an exception that is its own cause
question: 2.5
verdict: 0
"""


def softmax_jacobian(z):
    error = ValueError()
    error.__cause__ = error.__context__ = error
    raise error
