"""Given to you, complete: expressions as text, as trees, and as numbers.

An expression is a number, a variable's name, or a nested tuple that begins with
an operator:

    ("+", a, b)  ("-", a, b)  ("*", a, b)  ("/", a, b)  ("^", a, number)
    ("sin", a)   ("cos", a)   ("exp", a)   ("log", a)

where a and b are expressions. Minus a is ("*", -1, a).

    parse     text -> expression
    show      expression -> text
    evaluate  expression, values of its variables -> number
"""

import math
import operator
import re

import numpy as np

FUNCTIONS = ("sin", "cos", "exp", "log")
ARITHMETIC = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}
LEVELS = {"+": 1, "-": 1, "*": 2, "/": 2, "^": 4}  # a higher level binds more tightly
NEGATION, ATOM = 3, 5
MAX_DEPTH = 100
TOKEN = re.compile(r"(?P<number>(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?)|(?P<name>[A-Za-z_]\w*)|\S", re.A)


def is_number(expression):
    """Whether an expression is a plain number, such as 3 or 0.5."""
    return isinstance(expression, (int, float, np.integer, np.floating))


def parse(text):
    """The expression that a text stands for.

    The text is algebra as in Python, with ^ for powers: + - * / ^, parentheses,
    a leading minus, numbers, names, and the functions sin, cos, exp, log. A power
    binds more tightly than a minus: -x^2 is -(x^2). The exponent is a number, or
    is made of numbers; x^2^3 is x^(2^3).

    Raises ValueError if the text is not of this form. The message names the
    column, counted from 1, and points at it. The text is only read, never run.

    >>> parse("2*x + 3*x^2")
    ('+', ('*', 2, 'x'), ('*', 3, ('^', 'x', 2)))
    """
    return _Parser(text).parse()


def evaluate(expression, values):
    """The number that an expression stands for.

    values: a dict from each variable's name to its value: a number, an array, or
    whatever knows + - * / ** and NumPy's functions.
    Raises ValueError if a variable has no value, and Python's own errors
    (ZeroDivisionError, OverflowError, "math domain error") if there is no result.

    >>> evaluate(parse("2*x + 3*x^2"), {"x": 3.0})
    33.0
    """
    if is_number(expression):
        return float(expression)
    if isinstance(expression, str):
        if expression not in values:
            raise ValueError(f"the variable {expression} has no value")
        return values[expression]
    name, *arguments = expression
    arguments = [evaluate(argument, values) for argument in arguments]
    if all(map(is_number, arguments)):  # math refuses log(-1), where NumPy returns nan
        functions = {**ARITHMETIC, "^": math.pow, **{f: getattr(math, f) for f in FUNCTIONS}}
    else:
        functions = {**ARITHMETIC, "^": operator.pow, **{f: getattr(np, f) for f in FUNCTIONS}}
    if name not in functions:
        raise ValueError(f"{name!r} is no operator of an expression")
    return functions[name](*arguments)


def show(expression):
    """The text of an expression, with no more parentheses than parse needs to read it back.

    >>> show(("*", 2, ("+", "x", 1)))
    '2*(x + 1)'
    """
    return _text_and_level(expression)[0]


def _text_and_level(expression):
    if is_number(expression):
        return _number_text(expression), NEGATION if expression < 0 else ATOM
    if isinstance(expression, str):
        return expression, ATOM
    name, *arguments = expression
    if name in FUNCTIONS:
        return f"{name}({show(arguments[0])})", ATOM
    left, right = arguments
    if name == "*" and is_number(left) and left == -1 and not is_number(right):
        return "-" + _enclosed(right, NEGATION), NEGATION
    if name == "^":
        return f"{_enclosed(left, ATOM)}^{_number_text(right)}", LEVELS["^"]
    level = LEVELS[name]
    space = " " if level == 1 else ""
    return f"{_enclosed(left, level)}{space}{name}{space}{_enclosed(right, level + 1)}", level


def _enclosed(expression, lowest_level):
    text, level = _text_and_level(expression)
    return text if level >= lowest_level else f"({text})"


def _number_text(number):
    return repr(int(number) if number == int(number) and abs(number) < 1e15 else float(number))


class _Parser:
    """One method for each level of the grammar. Each reads what it can, and moves on."""

    def __init__(self, text):
        self.text = text
        # (token, kind, column); the empty token at the end stops every loop
        self.tokens = [(m.group(), m.lastgroup, m.start() + 1) for m in TOKEN.finditer(text)]
        self.tokens.append(("", None, len(text.rstrip()) + 1))
        self.position = 0
        self.nesting = 0
        self.depths = {}  # of each tuple, by its id

    def parse(self):
        expression = self.sum()
        token, kind, _ = self.tokens[self.position]
        if kind or token == "(":
            self.fail("an operator is missing here: write 2*x for 2x")
        if token:
            self.fail(f"unexpected {token!r}")
        return expression

    def sum(self):
        return self.chain("+-", self.product)

    def product(self):
        return self.chain("*/", self.factor)

    def chain(self, operators, operand):
        left = operand()
        while self.next_is(*operators):
            at, name = self.position, self.take()
            if self.next_is("*"):
                self.fail("write ^ for a power, not **")
            left = self.node(at, name, left, operand())
        return left

    def factor(self):
        """A minus and a factor, or a power. All nesting passes through here."""
        self.nesting += 1
        if self.nesting > MAX_DEPTH:
            self.fail(f"nested more than {MAX_DEPTH} deep")
        if self.next_is("-"):
            at, _ = self.position, self.take()
            operand = self.factor()
            factor = -operand if is_number(operand) else self.node(at, "*", -1, operand)
        else:
            factor = self.power()
        self.nesting -= 1
        return factor

    def power(self):
        base = self.atom()
        if not self.next_is("^"):
            return base
        at, _ = self.position, self.take()
        return self.node(at, "^", base, self.exponent())

    def exponent(self):
        at = self.position
        expression = self.factor()
        try:
            number = evaluate(expression, {})
        except (ValueError, ArithmeticError):
            self.fail("an exponent must be a number", at)
        return int(number) if number.is_integer() and abs(number) < 1e15 else number

    def atom(self):
        at = self.position
        token, kind, _ = self.tokens[at]
        if kind == "number":
            return self.number()
        if kind == "name" and token in FUNCTIONS:
            self.take()
            if not self.next_is("("):
                self.fail(f"{token} needs its argument in parentheses")
            return self.node(at, token, self.in_parentheses())
        if kind == "name":
            self.take()
            if self.next_is("("):
                self.fail(f"{token} is no function here, only {', '.join(FUNCTIONS)} are", at)
            return token
        if token == "(":
            return self.in_parentheses()
        self.fail("a number, a name or ( is missing here")

    def number(self):
        token = self.take()
        number = float(token)
        if math.isinf(number):
            self.fail("this number is too large", self.position - 1)
        return int(token) if token.isdecimal() and number < 1e15 else number

    def in_parentheses(self):
        opening = self.position
        self.take()
        expression = self.sum()
        if self.tokens[self.position][0] == "":
            self.fail("this ( is never closed", opening)
        if not self.next_is(")"):
            self.fail("an operator or ) is missing here: write 2*x for 2x")
        self.take()
        return expression

    def next_is(self, *tokens):
        return self.tokens[self.position][0] in tokens

    def take(self):
        self.position += 1
        return self.tokens[self.position - 1][0]

    def node(self, at, *expression):
        depth = 1 + max(self.depths.get(id(part), 0) for part in expression[1:])
        if depth > MAX_DEPTH:
            self.fail(f"more than {MAX_DEPTH} operations, one inside the other", at)
        self.depths[id(expression)] = depth
        return expression

    def fail(self, reason, at=None):
        column = self.tokens[self.position if at is None else at][2]
        line = re.sub(r"\s", " ", self.text)  # so that the caret stands under its column
        raise ValueError(f"column {column}: {reason}\n    {line}\n    {' ' * (column - 1)}^")
