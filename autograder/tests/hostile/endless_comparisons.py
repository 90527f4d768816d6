"""attack: an object of which no program finds the end, since it is always larger
question: 8.1
verdict: 0
"""


class Dual:
    def __init__(self, value, tangent=0.0):
        self.value, self.tangent = value, tangent

    def __truediv__(self, other):
        return self

    __add__ = __radd__ = __mul__ = __rmul__ = __sub__ = __rsub__ = __rtruediv__ = __pow__ = __truediv__
    __neg__ = __abs__ = sin = cos = exp = log = sqrt = tanh = lambda self: self
    __lt__ = __le__ = lambda self, other: False
    __gt__ = __ge__ = lambda self, other: True
