"""Part 3: the chain rule, on scalars and with Jacobians."""

from __future__ import annotations

import itertools
from functools import partial
from typing import Any

import numpy as np
from gradescope_utils.autograder_utils.decorators import number, partial_credit, tags

from ...core.records import Ask, Case, Family, ask
from ...grading.calls import refusal
from ...grading.case import QuestionCase
from ...grading.judging.costs import cheap, times_of
from ...grading.judging.judges import agrees, refused_alike, refuses
from ...grading.judging.pairs import names_pair
from ...grading.package import Package
from ..drawing import draws
from ..picks import flat
from .hints import (
    CURVED,
    EACH_OF_THE_LIST,
    EACH_ONCE,
    FORMED,
    J1_FIRST,
    LINE,
    NAMES,
    PLAIN_VECTOR,
    REFUSES,
    SHIFT,
    SPECIAL,
    SQUARE_HINT,
)
from .scripts import compose, function_of, slope_of

LONG, TIMES = 9_000, 2
"""So many inputs and outputs, with 1 number between them, so often: J takes 648 MB, and a worker
gets less where the system bounds it."""
PASSES = 100
"""So many times as long as one pass over all entries of the Jacobians it may take elsewhere: loops
with NumPy's functions in them take up to 36 times as long, and forming products 157 and more."""


class ChainRule(QuestionCase):
    @number("3.1")
    @partial_credit(3)
    @tags("chain rule")
    def test_chain_rule(self, set_score=None):
        """chain_rule"""
        self.grade(
            set_score,
            [
                self.family("the outer function is a line", self.lines(), 4, LINE),
                self.family("the inner function is a shift", self.shifts(), 4, SHIFT),
                self.family("both functions are curved", self.curved(), hint=CURVED),
                self.family("at 0 and at integers", self.special(), hint=SPECIAL),
            ],
        )

    def lines(self):
        """The last two have slopes of many digits, the very last small ones."""
        polynomials = (self.polynomial(3), self.polynomial(3), self.polynomial(4))
        pairs = [([self.some(), self.some()], inner) for inner in (*polynomials, self.wave())]
        pairs.append(([self.some(), self.some() / 100], self.wave()))
        return [self.compose(outer, inner, self.no_root(inner)) for outer, inner in pairs]

    def shifts(self):
        outer = (self.polynomial(3), self.polynomial(3), self.polynomial(4), self.wave())
        inner = [[self.some(), 1.0] for _ in outer]
        return [self.compose(f, g, self.no_root(g)) for f, g in zip(outer, inner, strict=True)]

    def curved(self):
        bowl = [1.0, 0.0, self.some()]
        zeros = [
            self.compose(self.polynomial(3), bowl, 0.0),
            self.compose(bowl, [-1.0, 0.0, 1.0], 1.0),
            self.compose(self.polynomial(3), [self.some()], self.some()),
        ]
        lecture = [[0.0, 0.0, 1.0], [1.0, 0.0, 2.0]]
        growth = ["exp", float(self.rng.choice([-0.5, 0.5]))]
        steep = ["sin", 10_000.0 + self.some()]
        pairs = [
            lecture,
            [self.polynomial(3), self.polynomial(3)],
            [self.polynomial(4), self.polynomial(3)],
            [self.wave(), self.polynomial(3)],
            [self.polynomial(3), self.wave()],
            [growth, self.wave()],
            [self.wave(), growth],
            [self.polynomial(3), steep],
        ]
        some = [self.compose(f, g, self.some() + shift) for f, g in pairs for shift in (0, 0.25)]
        return [*some, *zeros]

    def special(self):
        """At 0 and at integers, for two straight lines of which the inner one has the slope 1.

        It is 0 at -2.
        """
        return [
            self.compose(self.polynomial(2), [shift, 1.0], x)
            for x, shift in ((1, 0.5), (3, -1.5), (-2, 2.0), (0.0, self.some()), (0, self.some()))
        ]

    def no_root(self, inner) -> float:
        """A point at which the inner function is not 0; nor is its slope, of a polynomial."""
        points = iter(self.some, None)
        if inner[0] == "sin":
            return next(points)
        value, slope = map(Package.formula, (function_of(inner), slope_of(inner)))
        return next(x for x in points if value(x) and slope(x))

    def some(self) -> float:
        """A number that is neither 0 nor 1, of a few digits."""
        return float(self.rng.choice([-3, -2, -1.5, -0.5, 0.5, 1.5, 2, 3]))

    def polynomial(self, terms):
        return [self.some() for _ in range(terms)]

    def wave(self):
        return ["sin", self.some()]

    @staticmethod
    def compose(f, g, x):
        return ask("chain_rule.chain_rule", script=compose, f=f, g=g, x=x)


DIAGONAL = [(1, 2), (2, 2), (2, 2), (2, 3), (3, 2), (3, 4), (4, 5)]
MIXED = [(2, 1, 2), (1, 2, 3), (3, 2, 1), (2, 3, 2), (3, 2, 4, 2), (2, 5, 3, 4), (4, 3, 2, 5, 1, 3)]
SQUARE = [(2, 2, 2), (2, 2, 2), (3, 3, 3), (2, 2, 2, 2), (3, 3, 3, 3), (4, 4, 4, 4, 4)]


class ChainsOfJacobians(QuestionCase):
    def chains(self, function, drawn, end=None):
        """Asks for chains of Jacobians, and for a vector at one `end` of each, 0 or -1."""
        return [
            self.asked(function, chain(draw, numbers), draw, end)
            for draw, numbers in zip(draws(self.rng, len(drawn), 10.0), drawn, strict=True)
        ]

    def diagonal(self, function, drawn, end=None):
        """The same for `length` diagonal Jacobians of one size, of which none has a 0 in it."""
        asks = []
        for draw, (size, length) in zip(draws(self.rng, len(drawn), 10.0), drawn, strict=True):
            entries = (draw(size) for _ in range(length))
            jacobians = [np.diag(each) for each in entries]
            asks.append(self.asked(function, jacobians, draw, end))
        return asks

    @staticmethod
    def asked(function, jacobians, draw, end) -> Ask:
        if end is None:
            return ask(function, jacobians=jacobians)
        name, size = ("v", jacobians[0].shape[1]) if end == 0 else ("u", jacobians[-1].shape[0])
        vector = draw(size)
        if np.linalg.norm(vector) in (0, 1) or np.all(vector == 1):
            vector[-1] = 2.0
        return ask(function, jacobians=jacobians, **{name: vector})

    @number("3.2")
    @partial_credit(3)
    @tags("chain rule", "Jacobians")
    def test_chain_jacobians(self, set_score=None):
        """chain_jacobians"""
        function = "chain_rule.chain_jacobians"
        diagonal = self.diagonal(function, DIAGONAL)
        alone = self.chains(function, [(2, 3), (3, 2), (4, 4)])
        mixed, square = self.chains(function, MIXED), self.chains(function, SQUARE)
        self.grade(
            set_score,
            [
                self.family("diagonal Jacobians", diagonal, 1.2, EACH_OF_THE_LIST),
                self.family("Jacobians of different shapes", [*alone, *mixed], 1.8, J1_FIRST),
                self.family("square Jacobians", square, hint=SQUARE_HINT),
                self.refusals("a ValueError where two do not meet", self.not_meeting(), REFUSES),
                self.refusals("the ValueError names the pair", self.at_each_place(), NAMES),
                *self.manners(diagonal[1:4], share=1),
            ],
        )

    def not_meeting(self):
        """Chains that do not meet: (Jacobians, None). Some would if stretched or turned."""
        broken = [
            [(2, 3), (4, 2)],
            [(3, 1), (4, 2)],
            [(3, 4), (1, 2)],
            [(2, 3), (3, 4), (3, 2)],
            [(4, 5), (3, 4), (2, 3)],
            [(2, 2), (3, 3)],
            [(2, 3), (4, 3)],
            [(2, 3), (3, 2), (4, 2)],
            [(2, 3), (3, 2), (3, 4), (4, 1)],
        ]
        for draw, pieces in zip(draws(self.rng, len(broken)), broken, strict=True):
            yield [J for piece in pieces for J in chain(draw, piece)], None

    def at_each_place(self):
        """Chains of ones that do not meet, with the place, and sizes that occur only once."""
        for length, place in [(2, 1), (3, 1), (3, 2), (5, 1), (5, 3), (5, 4), (6, 2), (6, 5)]:
            numbers = self.rng.permutation(np.arange(10, 30))[: length + 2]
            yield (
                [
                    *chain(np.ones, numbers[: place + 1].tolist()),
                    *chain(np.ones, numbers[place + 1 :].tolist()),
                ],
                place,
            )

    def refusals(self, title, broken, hint) -> Family:
        """A ValueError for chains that do not meet; where a place is given, it names the pair."""
        good = [np.diag([2.0, 3.0]), np.diag([-1.0, 0.5])]
        product = self.expected(ask("chain_rule.chain_jacobians", jacobians=good))
        cases = []
        for jacobians, place in broken:
            asked = ask("chain_rule.chain_jacobians", refusal, good=good, bad=jacobians)
            judge = names_pair(asked, place)
            cases.append(Case(asked, refuses(asked, agrees(asked, product), judge), refused_alike))
        return Family(title, tuple(cases), hint=hint)

    @number("3.3")
    @partial_credit(2)
    @tags("jvp")
    def test_jvp(self, set_score=None):
        """jvp"""
        order = (
            "v is a move of the inputs, so it meets first the Jacobian that takes the inputs. Is "
            "each product one of a matrix and a vector, with the vector on the right, and what is "
            "its shape?"
        )
        self.grade_products(set_score, "chain_rule.jvp", 0, order)

    @number("3.4")
    @partial_credit(2)
    @tags("vjp")
    def test_vjp(self, set_score=None):
        """vjp"""
        order = (
            "u is a weight for each output, so it meets first the Jacobian that makes the outputs. "
            "Is each product one of a vector and a matrix, with the vector on the left, and what "
            "is its shape?"
        )
        self.grade_products(set_score, "chain_rule.vjp", -1, order)

    def grade_products(self, set_score, function, end, order):
        diagonal = self.diagonal(function, DIAGONAL, end)
        mixed = self.chains(function, MIXED, end)
        alone = self.chains(function, [(2, 3), (3, 2), (1, 4), (4, 1), (3, 3), (5, 8)], end)
        zeros: dict[str, Any] = {"v" if end == 0 else "u": np.zeros(2)}
        nothing = ask(function, jacobians=chain(np.ones, (2, 2, 2)), **zeros)
        square = [*self.chains(function, SQUARE, end), nothing]
        numbers = "vector"
        self.grade(
            set_score,
            [
                self.part("diagonal Jacobians", diagonal, numbers, flat, 3, EACH_ONCE),
                self.part("Jacobians of different shapes", mixed, numbers, flat, 1.9, order),
                self.family("a single Jacobian", alone, 0.8, PLAIN_VECTOR),
                self.family("square Jacobians", square, 0.8, SQUARE_HINT),
                *self.manners(diagonal[1:4], share=1),
                self.without_forming(function, end),
            ],
        )

    def without_forming(self, function, end) -> Family:
        """Chains through single numbers, of which many a product has very many entries.

        Of the first that of all, and of the other that of all but the one at the vector.
        """
        halves = partial(np.full, fill_value=0.5)
        cases = []
        for sizes in ((*(LONG, 1) * TIMES, LONG), (*(1, LONG) * TIMES, 1)):
            plain = self.asked(function, chain(halves, sizes), halves, end)
            asked = plain._replace(timed=True)
            one_pass = partial(_pass_over, asked.inputs["jacobians"])
            cases.append(Case(asked, cheap(asked, times_of(one_pass, PASSES), FORMED)))
        return Family("without forming J", tuple(cases), 1.5, hint=FORMED, manners=True)


def _pass_over(jacobians):
    return sum(entry for J in jacobians for entry in J.flat)


def chain(draw, numbers):
    """Jacobians J1, J2, … from numbers[0] inputs to numbers[-1] outputs."""
    return [draw((outputs, inputs)) for inputs, outputs in itertools.pairwise(numbers)]
