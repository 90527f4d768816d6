"""attack: differentiates to a list, and to infinite numbers
question: 7.1
verdict: 0
"""


def differentiate(expression, variable):
    return ('+', [1.0], ('^', float('inf'), float('-inf')))
