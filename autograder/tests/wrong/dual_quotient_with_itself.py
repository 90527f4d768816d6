"""question: 8.1
functions: Dual
mistake: gives x / x the tangent of x, and not 0
"""

_right_division = Dual.__truediv__


def _divided(self, other):
    if self is other:
        return Dual(1.0, self.tangent)
    return _right_division(self, other)


Dual.__truediv__ = _divided
