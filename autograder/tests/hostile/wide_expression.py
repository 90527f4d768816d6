"""attack: returns an expression with a hundred thousand parts, in each of which something is left
question: 7.2
verdict: 0
"""


def simplify(expression):
    wide = ("+", 0, "x")
    for _ in range(12):
        wide = ("+", wide, wide)
    return wide
