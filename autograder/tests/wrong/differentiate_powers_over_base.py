"""question: 7.1
functions: differentiate
mistake: divides a power by its base (the same but at 0)
"""

_right = differentiate


def differentiate(expression, variable):
    match expression:
        case ("^", a, n) if n:
            return ("*", ("*", n, ("/", expression, a)), differentiate(a, variable))
    return _right(expression, variable)
