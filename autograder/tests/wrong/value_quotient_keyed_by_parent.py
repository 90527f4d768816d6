"""question: 9.1
functions: Value
mistake: keeps the slopes of a quotient by the parent, so that of x / x one is lost
"""

_right_division = Value.__truediv__


def _divided(self, other):
    quotient = _right_division(self, other)
    by_parent = dict(zip(quotient.parents, quotient.slopes))
    quotient.parents, quotient.slopes = tuple(by_parent), tuple(by_parent.values())
    return quotient


Value.__truediv__ = _divided
