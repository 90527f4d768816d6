"""attack: returns an expression whose variable has a name of three megabytes
question: 7.1
verdict: 0
"""


def differentiate(expression, variable):
    return ("+", "x" * 3 * 10**6, 1)
