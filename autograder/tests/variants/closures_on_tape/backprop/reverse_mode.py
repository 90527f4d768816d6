"""Reverse mode as in micrograd: each node holds a closure that gives to its children."""

import math

import numpy as np


class Value:
    def __init__(self, data, _children=(), _op=""):
        self.data = data * 1.0
        self.grad = 0.0
        self._backward = None
        self._prev = set(_children)
        self._op = _op

    def __add__(self, other):
        if isinstance(other, np.ndarray):
            return NotImplemented
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data + other.data, (self, other), "+")

        def _backward():
            self.grad += out.grad
            other.grad += out.grad

        out._backward = _backward
        return out

    def __mul__(self, other):
        if isinstance(other, np.ndarray):
            return NotImplemented
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data * other.data, (self, other), "*")

        def _backward():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad

        out._backward = _backward
        return out

    def __pow__(self, n):
        if not isinstance(n, (int, float)):
            return NotImplemented
        out = Value(self.data**n, (self,), f"**{n}")

        def _backward():
            if n != 0:
                self.grad += n * self.data ** (n - 1) * out.grad

        out._backward = _backward
        return out

    def _elementwise(self, name, data, slope):
        out = Value(data, (self,), name)

        def _backward():
            self.grad += slope * out.grad

        out._backward = _backward
        return out

    def relu(self):
        return self._elementwise("ReLU", max(self.data, 0), float(self.data > 0))

    def sin(self):
        return self._elementwise("sin", math.sin(self.data), math.cos(self.data))

    def cos(self):
        return self._elementwise("cos", math.cos(self.data), -math.sin(self.data))

    def exp(self):
        e = math.exp(self.data)
        return self._elementwise("exp", e, e)

    def log(self):
        return self._elementwise("log", math.log(self.data), 1.0 / self.data)

    def sqrt(self):
        return self**0.5

    def tanh(self):
        t = math.tanh(self.data)
        return self._elementwise("tanh", t, 1 - t * t)

    def __abs__(self):
        return self._elementwise("abs", abs(self.data), float(np.sign(self.data)))

    def backward(self):
        topo, visited = [], set()
        stack = [(self, False)]
        while stack:
            v, children_done = stack.pop()
            if children_done:
                topo.append(v)
            elif v not in visited:
                visited.add(v)
                stack.append((v, True))
                stack.extend((child, False) for child in v._prev)
        for v in topo:
            v.grad = 0.0
        self.grad = 1.0
        for v in reversed(topo):
            if v._backward is not None:
                v._backward()

    def __neg__(self):
        return self * -1

    def __radd__(self, other):
        return self + other

    def __sub__(self, other):
        return self + (-other)

    def __rsub__(self, other):
        return other + (-self)

    def __rmul__(self, other):
        return self * other

    def __truediv__(self, other):
        return self * other**-1.0

    def __rtruediv__(self, other):
        return other * self**-1

    def __lt__(self, other):
        return self.data < getattr(other, "data", other)

    def __le__(self, other):
        return self.data <= getattr(other, "data", other)

    def __gt__(self, other):
        return self.data > getattr(other, "data", other)

    def __ge__(self, other):
        return self.data >= getattr(other, "data", other)

    def __repr__(self):
        return f"Value(data={self.data}, grad={self.grad})"


def gradient(f, x):
    xs = np.array([Value(float(xi)) for xi in x])
    y = f(xs)
    if not isinstance(y, Value):
        return [0.0] * len(xs)
    y.backward()
    return [xi.grad for xi in xs]
