"""question: 7.2
functions: simplify
mistake: computes 0^(-1), which has no value
"""


def simplify(expression):
    if not isinstance(expression, tuple):
        return expression
    name, *parts = expression
    tree = (name, *map(simplify, parts))
    if len(tree) == 3 and all(is_number(p) for p in tree[1:]):
        a, b = tree[1:]
        if name == "/" and b == 0:
            return tree
        return {
            "+": lambda: a + b,
            "-": lambda: a - b,
            "*": lambda: a * b,
            "/": lambda: a / b,
            "^": lambda: pow(float(a), b),
        }[name]()
    match tree:
        case ("*", 0, _) | ("*", _, 0) | ("/", 0, _):
            return 0
        case ("^", _, 0):
            return 1
        case ("+", 0, a) | ("+" | "-", a, 0) | ("*", 1, a) | ("*" | "/" | "^", a, 1):
            return a
    return tree
