"""Reverse mode where a node is data, and a list of (parent, slope); its height gives the order."""

import math

import numpy as np


class Value:
    def __init__(self, data, pairs=None):
        self.data = np.float64(data).item()
        self.grad = 0
        self.pairs = [] if pairs is None else pairs
        self.height = 0
        for parent, _ in self.pairs:
            self.height = max(self.height, parent.height + 1)

    def __add__(self, other):
        if isinstance(other, Value):
            return Value(self.data + other.data, [(self, 1.0), (other, 1.0)])
        return NotImplemented if np.ndim(other) else Value(self.data + other, [(self, 1.0)])

    def __mul__(self, other):
        if isinstance(other, Value):
            return Value(self.data * other.data, [(self, other.data), (other, self.data)])
        return NotImplemented if np.ndim(other) else Value(self.data * other, [(self, other)])

    __radd__ = __add__
    __rmul__ = __mul__

    def __neg__(self):
        return Value(-self.data, [(self, -1.0)])

    def __sub__(self, other):
        if isinstance(other, np.ndarray) and other.ndim:
            return NotImplemented
        return self + (-other)

    def __rsub__(self, other):
        return (-self) + other

    def inverse(self):
        return Value(1 / self.data, [(self, -1 / self.data / self.data)])

    def __truediv__(self, other):
        if isinstance(other, Value):
            return self * other.inverse()
        return NotImplemented if np.ndim(other) else Value(self.data / other, [(self, 1 / other)])

    def __rtruediv__(self, other):
        return self.inverse() * other

    def __pow__(self, exponent):
        if np.ndim(exponent):
            return NotImplemented
        slope = exponent * self.data ** (exponent - 1) if exponent != 0 else 0.0
        return Value(self.data**exponent, [(self, slope)])

    def __abs__(self):
        return self if self.data > 0 else -self if self.data < 0 else Value(0.0)

    def relu(self):
        return Value(self.data if self.data > 0 else 0, [(self, 1 if self.data > 0 else 0)])

    def sin(self):
        return Value(math.sin(self.data), [(self, math.cos(self.data))])

    def cos(self):
        return Value(math.cos(self.data), [(self, -math.sin(self.data))])

    def exp(self):
        result = Value(math.exp(self.data))
        return Value(result.data, [(self, result.data)])

    def log(self):
        return Value(math.log(self.data), [(self, 1 / self.data)])

    def sqrt(self):
        root = math.sqrt(self.data)
        return Value(root, [(self, 1 / (root + root))])

    def tanh(self):
        e = math.exp(-2 * abs(self.data))
        t = math.copysign((1 - e) / (1 + e), self.data)
        return Value(t, [(self, 4 * e / (1 + e) ** 2)])

    def _key(self, other):
        return other.data if isinstance(other, Value) else other

    def __lt__(self, other):
        return self.data < self._key(other)

    def __le__(self, other):
        return self.data <= self._key(other)

    def __gt__(self, other):
        return self.data > self._key(other)

    def __ge__(self, other):
        return self.data >= self._key(other)

    def backward(self):
        floors = [[] for _ in range(self.height + 1)]
        known, waiting = {id(self)}, [self]
        while waiting:
            node = waiting.pop()
            node.grad = 0.0
            floors[node.height].append(node)
            for parent, _ in node.pairs:
                if id(parent) not in known:
                    known.add(id(parent))
                    waiting.append(parent)
        self.grad = 1.0
        for floor in floors[::-1]:
            for node in floor:
                for parent, slope in node.pairs:
                    parent.grad = parent.grad + slope * node.grad


def gradient(f, x):
    inputs = [Value(number) for number in x]
    output = f(np.array(inputs, dtype=object)) + Value(0)
    output.backward()
    return tuple(node.grad for node in inputs)
