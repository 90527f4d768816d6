"""Forward mode with duals as 2x2 matrices [[u, u'], [0, u]], which multiply as duals do."""

import math

import numpy as np


class Dual:
    def __init__(self, value, tangent=0.0):
        self.matrix = np.array([[value, tangent], [0, value]], dtype=float)

    @property
    def value(self):
        return float(self.matrix[0, 0])

    @property
    def tangent(self):
        return float(self.matrix[0, 1])

    @staticmethod
    def _wrap(matrix):
        dual = Dual(0.0)
        dual.matrix = matrix
        return dual

    @staticmethod
    def _matrix(other):
        if isinstance(other, Dual):
            return other.matrix
        return np.eye(2) * float(other)

    def _lift(self, value, slope):
        return Dual(value, slope * self.tangent)

    def __add__(self, other):
        if isinstance(other, np.ndarray) and other.size != 1:
            return NotImplemented
        return Dual._wrap(self.matrix + Dual._matrix(other))

    def __sub__(self, other):
        if isinstance(other, np.ndarray) and other.size != 1:
            return NotImplemented
        return Dual._wrap(self.matrix - Dual._matrix(other))

    def __mul__(self, other):
        if isinstance(other, np.ndarray) and other.size != 1:
            return NotImplemented
        return Dual._wrap(self.matrix @ Dual._matrix(other))

    def __truediv__(self, other):
        if isinstance(other, np.ndarray) and other.size != 1:
            return NotImplemented
        return Dual._wrap(np.linalg.solve(Dual._matrix(other), self.matrix))

    def __radd__(self, other):
        return Dual(other) + self

    def __rsub__(self, other):
        return Dual(other) - self

    def __rmul__(self, other):
        return Dual(other) * self

    def __rtruediv__(self, other):
        return Dual(other) / self

    def __neg__(self):
        return Dual._wrap(-self.matrix)

    def __pow__(self, n):
        if isinstance(n, int):
            return Dual._wrap(np.linalg.matrix_power(self.matrix, n))
        return self._lift(self.value**n, n * self.value ** (n - 1))

    def __abs__(self):
        if self.value == 0:
            return Dual(0)
        return self * math.copysign(1, self.value)

    def __lt__(self, other):
        return self.value < Dual._matrix(other)[0, 0]

    def __le__(self, other):
        return self.value <= Dual._matrix(other)[0, 0]

    def __gt__(self, other):
        return self.value > Dual._matrix(other)[0, 0]

    def __ge__(self, other):
        return self.value >= Dual._matrix(other)[0, 0]

    def sin(self):
        return self._lift(math.sin(self.value), math.sin(self.value + math.pi / 2))

    def cos(self):
        return self._lift(math.cos(self.value), math.cos(self.value + math.pi / 2))

    def exp(self):
        e = math.exp(self.value)
        return Dual(e, e * self.tangent)

    def log(self):
        return Dual(math.log(self.value), self.tangent / self.value)

    def sqrt(self):
        return self**0.5

    def tanh(self):
        grown = (2 * self).exp()
        return (grown - 1) / (grown + 1)


def derivative(f, x):
    return (f(Dual(x, 1)) + Dual(0)).tangent


def jvp(f, x, v):
    pairs = zip(np.asarray(x).tolist(), np.asarray(v).tolist())
    result = f(np.array([Dual(*pair) for pair in pairs], dtype=object))
    return np.array((result + Dual(0)).tangent)
