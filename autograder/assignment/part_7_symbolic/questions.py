"""Part 7: symbolic differentiation."""

from collections.abc import Iterable
from functools import partial
from itertools import product
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

NESTED = ("sin", ("exp", ("/", ("cos", X), Y)))
QUOTIENT = ("/", ("+", SQUARE, Y), ("+", X, 3))

RULE_HINTS = {
    "numbers and names": "a number and every name but the variable stand still: what is the "
    "derivative of each, and that of the variable?",
    "differences": "take 5 - x by hand: what sign does each part's derivative have?",
    "products": "let first one factor move, then the other: each gives a term.",
    "quotients": "write the rule of the docstring with a = 1 and b = x: which sign, which square?",
    "powers": "take x^3, x^1, x^0, x^-1, x^0.5 and (2x)^2 by hand: which exponent is left, and is "
    "the derivative of what is inside a factor?",
    "sin and cos": "take sin(x), cos(x), sin(2x) and cos(x^2) by hand: which sign has each, and "
    "which factor comes from inside?",
    "exp and log": "take exp(2x) and log(2x) by hand: which factor comes from inside?",
    "a number or another name beside x": (
        "a number or another name may stand beside x, or alone: take 2*x, x/2, 2/x, y/x, y^1 and "
        "sin(y) by hand. What is the derivative of each part, and where does it go in your rule?"
    ),
    "powers at 0 and at negative x": "the rule for powers holds at 0 and below it too: does yours "
    "divide by the base, or take its logarithm?",
    "one inside the other": "go through the case from the inside out: does each rule get the "
    "whole derivative of its parts, whatever they are made of, and is a part that moves taken for "
    "a constant?",
    "along another variable": "does every call pass on the variable that it was given, compare "
    "whole names, and keep nothing from one call to the next?",
}
RULE_SHARES = {"a number or another name beside x": 1.5}
SIMPLER_HINTS = {
    "0 and 1 in sums": "is one of a + 0, 0 + a and a - 0 still there, or is 0 - a, or a + 1, "
    "taken for one of them?",
    "0 and 1 in products": "try 0 and 1 on either side of *: what should each become, and what "
    "does it become in yours?",
    "0 and 1 in quotients and powers": "try a/1, 0/a, a^1, a^0 and 1/a: is one of the first four "
    "still there, or is 1/a taken for one of them?",
    "tiny numbers": "3e-12 is not 0: is it rounded, or taken for 0, anywhere?",
    "constants": (
        "two numbers become their result, whichever operator stands between them and whatever the "
        "result is, 0, a fraction or a tiny number: is an operator left out, or a result changed "
        "or lost?"
    ),
    "parts of parts": "are the parts simplified first, and the rules applied to what they have "
    "become? What comes of one rule may be a case for another.",
    "what has no value": (
        "an operator between two numbers may have no value, as 1/0 has none, or no real one: what "
        "does Python do there, which of your rules comes first, and what does the docstring ask "
        "for?"
    ),
    "numbers around an operator": "for - , / and ^ it matters how numbers are grouped: (x - 2) - "
    "3 is not x - (2 - 3). Which rule of yours moves a number from one operator to another?",
    "derivatives": "is the whole made of simplified parts, and looked at again once they are?",
}


ROOT = ("^", ("^", ("-", X, 7), 2), 0.5)

NUMBERS, MOVING = (0, 1, 2.5), (X, ("+", Y, 3))


def pairs(names: str, *sides: tuple[Iterable[Any], Iterable[Any]]) -> list[Any]:
    """Each operator with each of the left operands and each of the right ones."""
    return [
        (name, *pair) for name in names for left, right in sides for pair in product(left, right)
    ]


def beside(numbers: Iterable[Any], moving: Iterable[Any], names: str) -> list[Any]:
    """Operators with a number on one side, what is no number on the other; none is divided by 0."""
    found = pairs(names, (moving, numbers), (numbers, moving))
    return [one for one in found if one[0] != "/" or one[2] != 0]


UNTIDY = {
    "0 and 1 in sums": [*beside(NUMBERS, MOVING, "+-"), *pairs("+-", ((X,), MOVING))],
    "0 and 1 in products": [*beside(NUMBERS, MOVING, "*"), *pairs("*", ((X,), MOVING))],
    "0 and 1 in quotients and powers": [
        *beside(NUMBERS, MOVING, "/"), *pairs("/", ((X,), MOVING)),
        *pairs("^", (MOVING, NUMBERS)),
    ],
    "constants": [
        3, ("-", 6, 2), ("/", 7, 2), ("*", 3, 5), ("^", 2, 3), ("*", 2, 3e-12), ("/", 6e-12, 2),
        *pairs("+-*", ((0, 2.5), (1, 2.5))), *pairs("/", (NUMBERS, (1, 2.5))),
        *pairs("^", (NUMBERS, (0, 1, 2))),
    ],
    "parts of parts": [
        ("-", ("-", 0, X), ("-", X, 0)), ("+", ("+", 0, X), ("-", ("+", Y, 0), 0)),
        ("+", 1, ("*", 0, Y)), ("+", ("*", 1, X), ("*", ("*", X, 1), ("+", 1, ("*", 0, Y)))),
        ("+", Y, ("/", 0, ("+", X, 1))), ("/", ("^", ("/", X, 1), 1), ("+", ("^", Y, 0), 1)),
        ("+", X, ("/", ("*", 3, 5), ("^", 2, 2))), ("*", ("/", 2, 7), ("+", X, ("/", 1, 3))),
        ("*", ("-", 6, 2), ("+", X, ("/", ("*", 3, 5), ("^", 2, 2)))),
        ("+", ("*", ("-", 3, 2), X), ("*", ("-", 2, 2), ("sin", Y))),
        ("sin", ("+", ("*", X, 1), ("exp", ("*", 0, Y)))),
    ],
    "tiny numbers": [
        3e-12, ("*", 3e-12, X), ("/", 3e-12, X), ("*", ("+", X, 3), 3e-12),
    ],
    "what has no value": [
        ("/", 1, 0), ("/", 0, 0), ("+", X, ("exp", 1000)),
        ("+", X, ("/", 1, ("-", 2, 2))), ("+", X, ("^", ("-", 2, 10), 0.5)),
        ("+", X, ("^", 0, -1)), ("+", X, ("log", ("-", 2, 2))),
    ],
}  # fmt: skip
SIMPLER_SHARES = {
    "constants": 1.4, "what has no value": 1.0, "numbers around an operator": 1.6,
    "tiny numbers": 0.4,
}  # fmt: skip


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


def drawn_rules(rng):
    """Expressions for each rule. What is inside needs no other rule, and has the slope 2 or 3."""
    number = round(float(rng.uniform(2.5, 4)), 2)
    a = ("+", X, X)
    b = ("+", a, X)
    return {
        "numbers and names": [3, X, Y, X1, number, ("+", X, Y), ("+", ("+", X, 5), X)],
        "differences": [("-", X, a), ("-", a, X), ("-", b, a), ("-", a, b)],
        "products": [("*", X, X), ("*", a, b), ("*", X, b), ("*", b, X)],
        "a number or another name beside x": [
            *beside((number, Y, 0, 1), [X], "-*/"),
            *beside((number, Y), [a], "-*/"),
            *pairs("-*/", ([number], [Y]), ([Y], [number, 1])),
            *pairs("^", ((number, Y), (1, 3.5))),
            *((f, one) for f in ("sin", "cos", "exp", "log") for one in (number, Y)),
        ],
        "quotients": [("/", 1, X), ("/", X, ("+", X, 3)), ("/", ("+", a, 5), b)],
        "powers": [
            *(("^", X, n) for n in (2, 3, 1, 0, -1, 0.5)),
            *(("^", a, n) for n in (2, 3, -2, 1, 0, 1.5, number)),
        ],
        "sin and cos": [(f, one) for f in ("sin", "cos") for one in (X, a, b)],
        "exp and log": [(f, one) for f in ("exp", "log") for one in (X, a, b)],
    }


class Symbolic(QuestionCase):
    @number("7.1")
    @partial_credit(2)
    @tags("symbolic")
    def test_differentiate(self, set_score=None):
        """differentiate"""
        rules = [
            self.rule(title, expressions) for title, expressions in drawn_rules(self.rng).items()
        ]
        nested = [NESTED, CUBE_BY_SQUARE, LECTURE_F, QUOTIENT]
        self.grade(
            set_score,
            [
                *rules,
                self.at_zeros(),
                Family(
                    "one inside the other",
                    (self.lecture(), *(self.derivative(one) for one in nested)),
                    1,
                    hint=RULE_HINTS["one inside the other"],
                ),
                self.along_another_variable(),
            ],
        )

    def rule(self, title, expressions):
        cases = tuple(self.derivative(one) for one in expressions)
        return Family(title, cases, RULE_SHARES.get(title, 1), hint=RULE_HINTS[title])

    def lecture(self):
        asked = ask("symbolic.differentiate", expression=LECTURE, variable=X)
        judge = equals(asked, ("*", 6, ("+", X, 1)), self.points())
        return Case(asked, judge, partial(alike, asked))

    def at_zeros(self):
        """At x = 0, at x = 2, where a factor is 0, and at negative x."""
        title = "powers at 0 and at negative x"
        points = [{**self.points()[0], X: x, Y: 2.0} for x in (0.0, 2.0, -1.3)]
        powers = [("^", X, 2), ("^", X, 3), ("^", ("-", X, Y), 2), ("^", X, 2.0)]
        cases = tuple(self.derivative(one, points=points) for one in powers)
        return Family(title, cases, hint=RULE_HINTS[title])

    def along_another_variable(self):
        title = "along another variable"
        asked = [
            (("*", 5, Y), Y), (("*", 5, Y), X), (("+", X, ("sin", Y)), T), (QUOTIENT, Y),
            (NESTED, Y), (("*", T, ("sin", T)), T), (("*", ("sin", X1), ("-", X, X1)), X),
            (("*", ("sin", X1), ("-", X, X1)), X1),
        ]  # fmt: skip
        cases = tuple(self.derivative(one, variable) for one, variable in asked)
        return Family(title, cases, hint=RULE_HINTS[title])

    def derivative(self, expression, variable=X, points=None):
        """A case; other answers are alike if their values are."""
        asked = ask("symbolic.differentiate", expression=expression, variable=variable)
        judge = equals(asked, self.expected(asked), points or self.points())
        return Case(asked, judge, partial(alike, asked))

    def points(self):
        """Points at which every expression above has a value."""
        drawn = self.rng.uniform([0.3, 0.5, 0.5, 0.5], [1.5, 2, 2, 2], size=(3, 4)).round(2)
        return [dict(zip((X, Y, X1, T), point.tolist(), strict=True)) for point in drawn]

    @number("7.2")
    @partial_credit(2)
    @tags("symbolic")
    def test_simplify(self, set_score=None):
        """simplify"""
        around = [numbers_around(name) for name in "+-*/^"]
        asked = [
            ask("symbolic.differentiate", expression=one, variable=X)
            for one in (LECTURE, LECTURE_F, QUOTIENT)
        ]
        families = UNTIDY | {
            "numbers around an operator": [*around, ROOT, ("+", ("*", 2, X), ("^", Y, 3))],
            "derivatives": [self.expected(one) for one in asked],
        }
        self.grade(set_score, [self.simplified(*item) for item in families.items()])

    def simplified(self, title, expressions):
        asks = [ask("symbolic.simplify", expression=one) for one in expressions]
        points = self.points()
        cases = tuple(
            Case(one, simplified(one, self.expected(one), points), partial(alike, one))
            for one in asks
        )
        return Family(title, cases, SIMPLER_SHARES.get(title, 0.8), hint=SIMPLER_HINTS[title])
