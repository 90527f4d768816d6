"""Reverse mode with explicit parents and slopes; a counter of creation gives the order."""

from __future__ import annotations

import heapq
import itertools
import math
from numbers import Real

import numpy as np

_birth = itertools.count()


def _value(x):
    return x if isinstance(x, Value) else Value(x)


class Value:
    __slots__ = ("__weakref__", "birth", "data", "grad", "parents", "slopes")

    def __init__(self, data, parents: tuple[Value, ...] = (), slopes: tuple[float, ...] = ()):
        self.data, self.grad = float(data), 0.0
        self.parents, self.slopes = parents, slopes
        self.birth = next(_birth)

    def __add__(self, o):
        if not isinstance(o, (Value, Real)):
            return NotImplemented
        o = _value(o)
        return Value(self.data + o.data, (self, o), (1, 1))

    def __sub__(self, o):
        if not isinstance(o, (Value, Real)):
            return NotImplemented
        o = _value(o)
        return Value(self.data - o.data, (self, o), (1, -1))

    def __mul__(self, o):
        if isinstance(o, Real):
            return Value(self.data * o, (self,), (o,))
        if not isinstance(o, Value):
            return NotImplemented
        return Value(self.data * o.data, (self, o), (o.data, self.data))

    def __truediv__(self, o):
        if not isinstance(o, (Value, Real)):
            return NotImplemented
        o = _value(o)
        return Value(self.data / o.data, (self, o), (1 / o.data, -self.data / o.data**2))

    def __radd__(self, o):
        return Value(o + self.data, (self,), (1,))

    def __rsub__(self, o):
        return Value(o - self.data, (self,), (-1,))

    def __rmul__(self, o):
        return Value(o * self.data, (self,), (o,))

    def __rtruediv__(self, o):
        return Value(o / self.data, (self,), (-o / self.data**2,))

    def __neg__(self):
        return 0 - self

    def __pow__(self, n):
        if not isinstance(n, Real):
            return NotImplemented
        if n == 0:
            return Value(1.0)
        return Value(self.data**n, (self,), (n * self.data ** (n - 1),))

    def __abs__(self):
        return Value(abs(self.data), (self,), (np.sign(self.data),))

    def __lt__(self, o):
        return self.data < _value(o).data

    def __le__(self, o):
        return self.data <= _value(o).data

    def __gt__(self, o):
        return self.data > _value(o).data

    def __ge__(self, o):
        return self.data >= _value(o).data

    def sin(self):
        return Value(np.sin(self.data), (self,), (np.cos(self.data),))

    def cos(self):
        return Value(np.cos(self.data), (self,), (-np.sin(self.data),))

    def exp(self):
        return Value(np.exp(self.data), (self,), (np.exp(self.data),))

    def log(self):
        return Value(math.log(self.data), (self,), (self.data**-1,))

    def sqrt(self):
        return Value(math.sqrt(self.data), (self,), (0.5 * self.data**-0.5,))

    def tanh(self):
        return Value(math.tanh(self.data), (self,), (math.cosh(self.data) ** -2,))

    def relu(self):
        return self if self.data > 0 else Value(0.0, (self,), (0.0,))

    def backward(self):
        # Whoever was born later hands out first, so a heap of birth numbers is enough.
        grads = {self.birth: 1.0}
        heap = [(-self.birth, self)]
        seen = {self.birth}
        while heap:
            _, node = heapq.heappop(heap)
            node.grad = grads[node.birth]
            for parent, slope in zip(node.parents, node.slopes):
                grads[parent.birth] = grads.get(parent.birth, 0.0) + node.grad * slope
                if parent.birth not in seen:
                    seen.add(parent.birth)
                    heapq.heappush(heap, (-parent.birth, parent))


def gradient(f, x):
    leaves = np.empty(len(x), dtype=object)
    for i, x_i in enumerate(x):
        leaves[i] = Value(x_i)
    out = f(leaves)
    if isinstance(out, Value):
        out.backward()
    return np.array([leaf.grad for leaf in leaves], dtype=float)
