"""question: 7.2
functions: simplify
mistake: computes log(0), which has no value
"""

import math as _m


def simplify(expression):
    if not isinstance(expression, tuple):
        return expression
    name, *parts = expression
    tree = (name, *map(simplify, parts))
    if len(tree) == 2 and is_number(tree[1]):
        return getattr(_m, name)(tree[1])
    if len(tree) == 3 and all(is_number(p) for p in tree[1:]):
        try:
            return evaluate(tree, {})
        except Exception:
            return tree
    match tree:
        case ("*", 0, _) | ("*", _, 0) | ("/", 0, _):
            return 0
        case ("^", _, 0):
            return 1
        case ("+", 0, a) | ("+" | "-", a, 0) | ("*", 1, a) | ("*" | "/" | "^", a, 1):
            return a
    return tree
