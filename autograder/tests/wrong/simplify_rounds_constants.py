"""question: 7.2
functions: simplify
mistake: rounds the numbers that it folds to four digits (the same for 15 / 4)
"""

_right = simplify


def _rounded(tree):
    if isinstance(tree, tuple):
        return (tree[0], *map(_rounded, tree[1:]))
    return round(tree, 4) if isinstance(tree, float) else tree


def simplify(expression):
    return _rounded(_right(expression))
