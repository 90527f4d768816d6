"""Part 9: reverse-mode autodiff."""

import numpy as np
from gradescope_utils.autograder_utils.decorators import number, partial_credit, tags, visibility

from ..judging.judges import agrees
from ..probes.programs import CHAIN_FACTOR, CHAIN_LENGTH, RELU
from ..records import Check, ask
from .case import QuestionCase
from .part_8_forward_mode import (
    CONSTANT,
    LECTURE,
    MIXED,
    ON_EITHER_SIDE,
    PROGRAMS_OF,
    loop_points,
    program_place,
)

LOOP_ON_ARRAY = "while abs(x[0]) > 5: x = x / 2"


class ReverseMode(QuestionCase):
    deadline = 20.0

    @number("9.1")
    @partial_credit(4)
    @visibility("visible")
    @tags("reverse mode")
    def test_value(self, set_score=None):
        """Value"""
        numbers = [float(a) for a in self.rng.uniform(0.5, 2, size=3)]
        shared = ask("reverse_mode.Value", probe="shared_values", numbers=numbers)
        self.grade(
            set_score,
            [
                *(self.trace(title, programs) for title, programs in PROGRAMS_OF.items()),
                self.trace("relu", [RELU]),
                self.trace("relu at negative x", [RELU], sign=-1),
                self.trace("at negative x", ["-x", "abs(x)*x", "x**3", *ON_EITHER_SIDE], sign=-1),
                self.trace("at integers", [*LECTURE, "x / 2", "2 / x", "x**-2"], x=3),
                self.same("nodes that are used several times", shared, share=2),
            ],
        )

    def trace(self, title, programs, sign=1, x=None):
        x = float(sign * self.rng.uniform(0.5, 1.9)) if x is None else x
        asked = ask("reverse_mode.Value", probe="run_values", programs=programs, x=x)
        return self.same(title, asked, place=program_place)

    @number("9.2")
    @partial_credit(2)
    @visibility("visible")
    @tags("reverse mode")
    def test_gradient(self, set_score=None):
        """gradient"""
        again = ask(
            "reverse_mode.gradient",
            probe="field_derivative_twice",
            field=MIXED,
            x=self.rng.uniform(0.5, 2, size=3),
        )
        integers = self.field(MIXED, x=np.array([1, 2, 3]))
        self.grade(
            set_score,
            [
                self.same("three inputs", self.field(MIXED), 2),
                self.same("NumPy's arithmetic", self.field("np.sum(np.tanh(W @ x)**2)")),
                self.same("fifty inputs, one pass", self.field("np.sum(np.exp(x) * x)", n=50), 2),
                self.same("a dot product", self.field("np.dot(x, x) / (1 + x[0])", n=4)),
                self.same("a branch", self.field("max(x[0], x[1]) * x[2]")),
                *self.loops(),
                self.same("a constant", self.field(CONSTANT), 0.5),
                self.same("called again, it gives the same", again),
                *self.manners(self.field(MIXED), integers=integers),
                self.long_chain(),
            ],
        )

    def field(self, field, n=3, x=None):
        x = self.rng.uniform(0.5, 2, size=n) if x is None else x
        return ask("reverse_mode.gradient", probe="field_derivative", field=field, x=x)

    def loops(self):
        """The lecture's loop at a small x and at a large one."""
        small, *_, large = loop_points(self.rng)
        for x in (small, large):
            asked = self.field(LOOP_ON_ARRAY, x=np.array([x, 1.0]))
            yield self.same("the lecture's loop", asked)

    def long_chain(self):
        """y <- c y + x_i, over and over: what was added k steps from the end counts c^k."""
        asked = self.field("100,000 operations, one after another", n=4)
        counts = CHAIN_FACTOR ** np.arange(CHAIN_LENGTH // 2)[::-1]
        expected = {"result": counts.reshape(-1, 4).sum(axis=0), "calls of f": 1}
        return Check("100,000 operations", asked, agrees(asked, expected), share=2)
