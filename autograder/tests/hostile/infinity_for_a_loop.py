"""attack: a program with a loop is called with infinity, which can be halved for ever
question: 8.2
verdict: 0
"""


def derivative(f, x):
    return f(float("inf"))
