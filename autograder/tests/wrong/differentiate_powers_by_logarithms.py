"""question: 7.1
functions: differentiate
mistake: writes powers by logarithms (the same at positive x)
"""

_right = differentiate


def differentiate(expression, variable):
    match expression:
        case ("^", a, n) if n:
            power = ("exp", ("*", n - 1, ("log", a)))
            return ("*", ("*", n, power), differentiate(a, variable))
    return _right(expression, variable)
