"""question: 7.2
functions: simplify
mistake: makes a complex number of a negative number's root
"""


def simplify(expression):
    if not isinstance(expression, tuple):
        return expression
    name, *parts = expression
    tree = (name, *map(simplify, parts))
    if len(tree) == 3 and all(is_number(p) for p in tree[1:]):
        a, b = tree[1:]
        try:
            return {
                "+": lambda: a + b,
                "-": lambda: a - b,
                "*": lambda: a * b,
                "/": lambda: a / b,
                "^": lambda: a**b,
            }[name]()
        except ZeroDivisionError:
            return tree
    match tree:
        case ("*", 0, _) | ("*", _, 0) | ("/", 0, _):
            return 0
        case ("^", _, 0):
            return 1
        case ("+", 0, a) | ("+" | "-", a, 0) | ("*", 1, a) | ("*" | "/" | "^", a, 1):
            return a
    return tree
