"""question: 7.1
functions: differentiate
mistake: keeps derivatives by the expression alone, so that along y comes what was found along x
"""

def differentiate(expression, variable, known={}):
    # The same parts come again and again, so each is differentiated only once.
    if expression not in known:
        known[expression] = _by_the_rules(expression, variable)
    return known[expression]


def _by_the_rules(expression, variable):
    match expression:
        case ("+", a, b):
            return ("+", differentiate(a, variable), differentiate(b, variable))
        case ("-", a, b):
            return ("-", differentiate(a, variable), differentiate(b, variable))
        case ("*", a, b):
            return ("+", ("*", differentiate(a, variable), b), ("*", a, differentiate(b, variable)))
        case ("/", a, b):
            top = ("-", ("*", differentiate(a, variable), b), ("*", a, differentiate(b, variable)))
            return ("/", top, ("^", b, 2))
        case ("^", a, n):
            if n == 0:
                return 0
            return ("*", ("*", n, ("^", a, n - 1)), differentiate(a, variable))
        case ("sin", a):
            return ("*", ("cos", a), differentiate(a, variable))
        case ("cos", a):
            return ("*", ("*", -1, ("sin", a)), differentiate(a, variable))
        case ("exp", a):
            return ("*", ("exp", a), differentiate(a, variable))
        case ("log", a):
            return ("/", differentiate(a, variable), a)
        case str():
            return 1 if expression == variable else 0
    if is_number(expression):
        return 0
    raise ValueError(f"{expression!r} is no expression")
