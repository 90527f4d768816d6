"""question: 7.1
functions: differentiate
mistake: takes only integers for numbers: 2.5 stays
"""

_right_d = differentiate


def differentiate(expression, variable):
    if isinstance(expression, float):
        return expression
    if not isinstance(expression, tuple):
        return 1 if expression == variable else 0
    d = (
        [differentiate(p, variable) for p in expression[1:]]
        if expression[0] != "^"
        else [differentiate(expression[1], variable)]
    )
    op, *a = expression
    match op:
        case "+" | "-":
            return (op, *d)
        case "*":
            return ("+", ("*", d[0], a[1]), ("*", a[0], d[1]))
        case "/":
            return ("/", ("-", ("*", d[0], a[1]), ("*", a[0], d[1])), ("^", a[1], 2))
        case "^":
            return ("*", ("*", a[1], ("^", a[0], a[1] - 1)), d[0]) if a[1] else 0
        case "sin":
            return ("*", ("cos", a[0]), d[0])
        case "cos":
            return ("*", ("*", -1, ("sin", a[0])), d[0])
        case "exp":
            return ("*", ("exp", a[0]), d[0])
        case "log":
            return ("/", d[0], a[0])
