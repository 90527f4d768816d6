"""Symbolic differentiation in a class that walks; simplification with an explicit stack."""

from backprop.expressions import evaluate, parse, show  # noqa: F401


class Differentiator:
    def __init__(self, variable):
        self.variable = variable

    def visit(self, e):
        if type(e) is str:
            return 1 if e == self.variable else 0
        if type(e) is not tuple:
            return 0
        names = {
            "+": "plus", "-": "minus", "*": "times", "/": "over", "^": "power",
        }  # fmt: skip
        return getattr(self, names.get(e[0], e[0]))(*e[1:])

    def plus(self, a, b):
        return ("+", self.visit(a), self.visit(b))

    def minus(self, a, b):
        return ("-", self.visit(a), self.visit(b))

    def times(self, a, b):
        return ("+", ("*", self.visit(a), b), ("*", self.visit(b), a))

    def over(self, a, b):  # as a b^-1
        return self.times(a, ("^", b, -1))

    def power(self, a, n):
        if n == 0:
            return 0
        if n == 1:
            return self.visit(a)
        if n == 2:
            return ("*", 2, ("*", a, self.visit(a)))
        return ("*", self.visit(a), ("*", n, ("^", a, n - 1)))

    def sin(self, a):
        return ("*", self.visit(a), ("cos", a))

    def cos(self, a):
        return ("*", ("*", self.visit(a), -1), ("sin", a))

    def exp(self, a):
        return ("*", ("exp", a), self.visit(a))

    def log(self, a):
        return ("/", self.visit(a), a)


def differentiate(expression, variable):
    return Differentiator(variable).visit(expression)


def is_zero(e):
    return not isinstance(e, (str, tuple)) and e == 0


def is_one(e):
    return not isinstance(e, (str, tuple)) and e == 1


def rebuilt(op, *args):
    if not any(isinstance(a, (str, tuple)) for a in args) and op in "+-*/^":
        a, b = args
        if op == "+":
            return a + b
        if op == "-":
            return a - b
        if op == "*":
            return a * b
        if op == "/" and b != 0:
            return a / b
        if op == "^" and (a > 0 or (b == int(b) and (a != 0 or b >= 0))):
            return float(a) ** b
        return (op, a, b)
    if len(args) == 1:
        return (op, args[0])
    a, b = args
    if op in ("+", "-"):
        if is_zero(b):
            return a
        if is_zero(a):
            return b if op == "+" else ("*", -1, b)
    elif op == "*":
        if is_zero(a) or is_zero(b):
            return 0
        if is_one(a) or is_one(b):
            return b if is_one(a) else a
    elif op == "/" and is_zero(a):
        return 0
    elif op == "^" and is_zero(b):
        return 1
    elif is_one(b):
        return a
    return (op, a, b)


def simplify(expression):
    """In postfix order, without recursion: results wait on a stack until their operator comes."""
    order, todo = [], [expression]
    while todo:
        e = todo.pop()
        order.append(e)
        if isinstance(e, tuple):
            todo.extend(e[1:])
    results = []
    for e in reversed(order):
        if isinstance(e, tuple):
            count = len(e) - 1
            args = results[-count:]
            del results[-count:]
            e = rebuilt(e[0], *args)
        results.append(e)
    return results[0]
