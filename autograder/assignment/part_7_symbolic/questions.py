"""Part 7: symbolic differentiation."""

from functools import partial
from typing import Any

from gradescope_utils.autograder_utils.decorators import number, partial_credit, tags

from ...core.records import Case, Family, ask
from ...grading.case import QuestionCase
from .expressions import alike, equals, simplified

X, Y, X1, T = "x", "y", "x1", "t"
SQUARE = ("^", X, 2)
LECTURE = (
    "+",
    ("+", ("*", 2, X), ("*", 3, SQUARE)),
    ("*", X, ("-", 6, 2)),
)
"""2x + 3x² + x(6 − 2), whose derivative is 6(x + 1)."""

CUBE_BY_SQUARE = ("*", ("^", X, 3), ("^", ("-", X, 2), 2))

LECTURE_F = ("^", ("+", ("*", 2, SQUARE), 1), 2)
"""(2x² + 1)²."""

RULES = {
    "a number, the variable, another name": ("+", ("*", 3, Y), ("-", X, 5)),
    "sums and differences": ("-", ("+", X, ("*", X, X)), ("+", 4, ("*", 3, X))),
    "numbers with fractions": ("-", ("*", 2.5, X), ("+", 0.5, ("*", -1.5, Y))),
    "products": ("*", ("+", X, 1), ("*", X, Y)),
    "quotients": ("/", ("+", SQUARE, Y), ("+", X, 3)),
    "powers of the variable": ("+", ("^", X, 3), ("+", ("^", X, -2), ("^", X, 0.5))),
    "powers of an expression": ("^", ("+", SQUARE, Y), 3),
    "sin and cos": ("*", ("sin", ("*", 2, X)), ("cos", SQUARE)),
    "exp and log": ("+", ("exp", ("*", Y, X)), ("log", ("+", SQUARE, 1))),
    "one inside the other": ("sin", ("exp", ("/", ("cos", X), Y))),
    "powers 0 and 1": ("+", ("^", SQUARE, 1), ("^", ("sin", X), 0)),
}

UNTIDY = {
    "0 and 1 in sums": ("+", ("+", 0, X), ("-", ("+", Y, 0), 0)),
    "0 and 1 in products": ("+", ("*", 1, X), ("*", ("*", X, 1), ("+", 1, ("*", 0, Y)))),
    "0 and 1 in quotients and powers": ("/", ("^", ("/", X, 1), 1), ("+", ("^", Y, 0), 1)),
    "constants": ("*", ("-", 6, 2), ("+", X, ("/", ("*", 3, 5), ("^", 2, 2)))),
    "constants that become 0 or 1": ("+", ("*", ("-", 3, 2), X), ("*", ("-", 2, 2), ("sin", Y))),
    "constants with many digits": ("*", ("/", 2, 7), ("+", X, ("/", 1, 3))),
    "inside functions": ("sin", ("+", ("*", X, 1), ("exp", ("*", 0, Y)))),
    "minus": ("-", ("-", 0, X), ("-", X, 0)),
    "what has no value: x + 1/(2 - 2)": ("+", X, ("/", 1, ("-", 2, 2))),
    "what has no value: x + (2 - 10)^0.5": ("+", X, ("^", ("-", 2, 10), 0.5)),
    "what has no value: x + 0^(-1)": ("+", X, ("^", 0, -1)),
    "what has no value: x + log(2 - 2)": ("+", X, ("log", ("-", 2, 2))),
    "nothing to do": ("+", ("*", 2, X), ("^", Y, 3)),
    "a number": 3,
}


def numbers_around(name):
    """A sum of all that an operator can make of two numbers and an operation on x.

    For "-" and "/": (x/2) - 3, (2/x) - 3, 3 - (x/2), 3 - (2/x).
    """
    inner = [*((one, X, 2) for one in "+-*/^"), *((one, 2, X) for one in "+-*/")]
    total: Any = Y
    for part in inner:
        total = ("+", total, ("sin", (name, part, 3)))
        if name != "^":  # an exponent is a number
            total = ("+", total, ("sin", (name, 3, part)))
    return total


class Symbolic(QuestionCase):
    @number("7.1")
    @partial_credit(2)
    @tags("symbolic")
    def test_differentiate(self, set_score=None):
        """differentiate"""
        checks = [self.derivative(title, expression) for title, expression in RULES.items()]
        along_t = self.derivative("along t", ("*", T, ("sin", T)), variable=T)
        along_y = self.derivative("along y", RULES["quotients"], variable=Y)
        self.grade(
            set_score,
            [
                self.lecture(),
                self.derivative("the lecture's (2x^2 + 1)^2", LECTURE_F),
                *checks,
                self.at_zeros(),
                along_t,
                self.derivative("x1 is another name than x", ("*", ("sin", X1), ("-", X, X1))),
                along_y,
                self.derivative("along y, nested", RULES["one inside the other"], variable=Y),
            ],
        )

    def lecture(self):
        asked = ask("symbolic.differentiate", expression=LECTURE, variable=X)
        judge = equals(asked, ("*", 6, ("+", X, 1)), self.points())
        return self.expression("the lecture's 2x + 3x^2 + x(6 - 2)", asked, judge, 2)

    def at_zeros(self):
        """At x = 0, at x = 2, where a factor is 0, and at negative x."""
        asked = ask("symbolic.differentiate", expression=CUBE_BY_SQUARE, variable=X)
        points = [{**self.points()[0], X: x} for x in (0.0, 2.0, -1.3)]
        judge = equals(asked, self.expected(asked), points)
        return self.expression("powers at 0 and at negative x", asked, judge)

    def derivative(self, title, expression, variable=X):
        asked = ask("symbolic.differentiate", expression=expression, variable=variable)
        return self.expression(title, asked, equals(asked, self.expected(asked), self.points()))

    @staticmethod
    def expression(title, asked, judge, share=1.0):
        """A family of one expression; others are alike if their values are."""
        return Family(title, (Case(asked, judge, partial(alike, asked)),), share)

    def points(self):
        """Points at which every expression above has a value."""
        return [
            {X: float(x), Y: float(y), X1: float(x1), T: float(t)}
            for x, y, x1, t in self.rng.uniform([0.3, 0.5, 0.5, 0.5], [1.5, 2, 2, 2], size=(6, 4))
        ]

    @number("7.2")
    @partial_credit(2)
    @tags("symbolic")
    def test_simplify(self, set_score=None):
        """simplify"""
        derivatives = {
            "the lecture's derivative": LECTURE,
            "the derivative of (2x^2 + 1)^2": LECTURE_F,
            "the derivative of a quotient": RULES["quotients"],
        }
        checks = [self.simplified(*item) for item in UNTIDY.items()]
        checks += [
            self.simplified(f"numbers around {name}", numbers_around(name)) for name in "+-*/^"
        ]
        root = ("^", ("^", ("-", X, 7), 2), 0.5)
        checks.append(self.simplified("the root of a square, where x - 7 is negative", root))
        for title, expression in derivatives.items():
            asked = ask("symbolic.differentiate", expression=expression, variable=X)
            checks.append(self.simplified(title, self.expected(asked)))
        self.grade(set_score, checks)

    def simplified(self, title, expression):
        asked = ask("symbolic.simplify", expression=expression)
        return self.expression(title, asked, simplified(asked, self.points()))
