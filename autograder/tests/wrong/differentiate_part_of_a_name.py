"""question: 7.1
functions: differentiate
mistake: looks whether the variable occurs in a name: x1 counts as x
"""

_right = differentiate


def differentiate(expression, variable):
    if isinstance(expression, str):
        return 1 if variable in expression else 0
    return _right(expression, variable)
