"""question: 7.1
functions: differentiate
mistake: takes only integers for numbers: 2.5 stays
"""

_right = differentiate


def differentiate(expression, variable):
    if isinstance(expression, float):
        return expression
    return _right(expression, variable)
