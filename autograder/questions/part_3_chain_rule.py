"""Part 3: the chain rule, on scalars and with Jacobians."""

import itertools
import re
from functools import partial

from gradescope_utils.autograder_utils.decorators import number, partial_credit, tags

from ..judging.judges import PASS, raises, wrong
from ..records import Check, ask
from ..untrusted import shown
from .case import QuestionCase

# Forming the product of two Jacobians that meet at 2 and have this many rows and
# columns takes 80 GB; applying them to a vector takes a millisecond.
MANY = 100_000


class ChainRule(QuestionCase):
    @number("3.1")
    @partial_credit(3)
    @tags("chain rule")
    def test_chain_rule(self, set_score=None):
        """chain_rule"""
        c = self.rng.uniform(0.5, 2, size=8)
        lecture = self.compose([0.0, 0.0, 1.0], [1.0, 0.0, 2.0], x=c[0])
        self.grade(
            set_score,
            [
                self.same("the lecture's (2x^2 + 1)^2", lecture, share=2),
                self.same("a cubic of a cubic", self.compose(c[:4], c[4:], x=-c[0]), share=2),
                self.same("sin of a square", self.compose(["sin", c[1]], [0.0, 0.0, c[2]], c[3])),
                self.same("a square of sin", self.compose([c[4], 0.0, 1.0], ["sin", c[5]], c[6])),
                self.same("at x = 0", self.compose(c[:3], c[3:6], x=0.0), share=0.5),
                self.same("at an integer", self.compose(c[:3], c[3:6], x=3), share=0.5),
            ],
        )

    @staticmethod
    def compose(f, g, x):
        f, g = ([float(c) if c != "sin" else c for c in description] for description in (f, g))
        x = x if isinstance(x, int) else float(x)
        where = f"f(u) = {_formula(f, 'u')}, g(x) = {_formula(g, 'x')}"
        return ask("chain_rule.chain_rule", probe="compose", where=where, f=f, g=g, x=x)

    @number("3.2")
    @partial_credit(3)
    @tags("chain rule", "Jacobians")
    def test_chain_jacobians(self, set_score=None):
        """chain_jacobians"""
        function = "chain_rule.chain_jacobians"
        three = ask(function, jacobians=self.jacobians(3, 4, 2, 5))
        self.grade(
            set_score,
            [
                self.same("three Jacobians", three, share=2),
                self.same("two square ones", ask(function, jacobians=self.jacobians(3, 3, 3))),
                self.same("four", ask(function, jacobians=self.jacobians(2, 6, 3, 4, 1))),
                self.same("only one", ask(function, jacobians=self.jacobians(3, 4))),
                *self.mismatches(function),
                *self.manners(three),
            ],
        )

    def jacobians(self, *sizes):
        """Jacobians J1, J2, … from sizes[0] inputs to sizes[-1] outputs."""
        return [
            self.rng.normal(size=(outputs, inputs)) for inputs, outputs in itertools.pairwise(sizes)
        ]

    def mismatches(self, function):
        """J3 has 34 rows and J4 has 45 columns; and a single row, which NumPy would stretch."""
        jacobians = [*self.jacobians(12, 13, 23, 34), *self.jacobians(45, 56, 67)]
        stretching = [*self.jacobians(3, 1), *self.jacobians(4, 2)]
        good = self.jacobians(3, 3, 3)
        many = ask(function, "refusal", good=good, bad=jacobians)
        stretched = ask(function, "refusal", good=good, bad=stretching)
        any_message = raises(many, "ValueError", lambda message: PASS)
        no_stretching = raises(stretched, "ValueError", lambda message: PASS)
        naming_pair = raises(many, "ValueError", partial(_names_pair, 3, {34, 23, 56, 45}))
        at_the_end = [*self.jacobians(12, 13, 23), *self.jacobians(34, 45)]
        last = ask(function, "refusal", good=good, bad=at_the_end)
        naming_last = raises(last, "ValueError", partial(_names_pair, 2, {23, 13, 45, 34}))
        return [
            Check("a ValueError where two do not meet", many, any_message, 0.5),
            Check("a ValueError where 1 meets 4", stretched, no_stretching, 0.5),
            Check("the ValueError names the pair", many, naming_pair, 0.5),
            Check("the ValueError names the pair: the last two", last, naming_last, 0.5),
        ]

    @number("3.3")
    @partial_credit(2)
    @tags("jvp")
    def test_jvp(self, set_score=None):
        """jvp"""
        self.grade_products(set_score, "chain_rule.jvp", "v", sizes=(3, 4, 2, 5), end=0)

    @number("3.4")
    @partial_credit(2)
    @tags("vjp")
    def test_vjp(self, set_score=None):
        """vjp"""
        self.grade_products(set_score, "chain_rule.vjp", "u", sizes=(3, 4, 2, 5), end=-1)

    def grade_products(self, set_score, function, vector, sizes, end):
        three = self.product(function, vector, sizes, end)
        square = self.product(function, vector, (4, 4, 4), end)
        many = self.product(function, vector, (MANY, 2, MANY), end)
        self.grade(
            set_score,
            [
                self.same("three Jacobians", three, share=2),
                self.same("two square ones", square),
                self.same("only one", self.product(function, vector, (3, 4), end)),
                *self.manners(square),
                self.same("without forming J, which would fill 80 GB", many, share=2),
            ],
        )

    def product(self, function, vector, sizes, end):
        return ask(
            function, jacobians=self.jacobians(*sizes), **{vector: self.rng.normal(size=sizes[end])}
        )


def _formula(description, name):
    """What a polynomial or a sine looks like to a student."""
    if description[0] == "sin":
        return f"sin({description[1]:.4g} {name})"
    terms = [f"{c:.4g} {name}^{power}" for power, c in enumerate(description) if c]
    return " + ".join(terms).replace(f" {name}^0", "")


def _names_pair(number, sizes, message):
    """Whether it is said that J`number` and the next do not meet: by numbers, or by both shapes.

    Numbers may count from 0, as those of a list do.
    """
    named = {int(digits) for digits in re.findall(r"\d{1,9}", message)}
    if any(pair <= named for pair in ({number, number + 1}, {number - 1, number}, sizes)):
        return PASS
    return wrong(
        "the ValueError does not say which pair",
        f"it says    {shown(message)}",
        "name the two by their numbers, or by both shapes.",
    )
