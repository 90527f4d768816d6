"""attack: differentiates to an array, and to infinite numbers
question: 7.1
verdict: 0
"""


def differentiate(expression, variable):
    return ('+', np.zeros(3), ('^', float('inf'), float('-inf')))
