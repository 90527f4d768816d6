"""question: 8.1
functions: Dual
mistake: looks at the value and not at the exponent: x ** 1 at 0 has the slope 0
"""

def _power(self, exponent):
    if self.value == 0:
        return Dual(0.0**exponent, 0.0)
    return Dual(self.value**exponent, exponent * self.value ** (exponent - 1) * self.tangent)


Dual.__pow__ = _power
