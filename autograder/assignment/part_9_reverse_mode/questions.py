"""Part 9: reverse-mode autodiff."""

import numpy as np
from gradescope_utils.autograder_utils.decorators import number, partial_credit, tags

from ...core.answers import EXACT
from ...core.records import ask, single_case
from ...grading.case import QuestionCase, calls
from ...grading.judging.judges import agrees, agrees_with_one
from ..differentiating import (
    field_derivative,
    field_derivative_twice,
    long_program,
    run_values,
    shared_values,
    two_outputs,
)
from ..part_8_forward_mode.questions import (
    AT_NEGATIVE,
    AT_ZERO,
    CONSTANT,
    LECTURE,
    MIXED,
    PROGRAMS_OF,
    loop_points,
    same_programs,
)
from ..programs import RELU

CHAIN = "4,000 operations, one after another"
LOOP_ON_ARRAY = "while abs(x[0]) > 5: x = x / 2"


class ReverseMode(QuestionCase):
    deadline = 20.0
    tolerance = EXACT

    @number("9.1")
    @partial_credit(4)
    @tags("reverse mode")
    def test_value(self, set_score=None):
        """Value"""
        numbers = [float(a) for a in self.rng.uniform(0.5, 2, size=3)]
        shared = ask("reverse_mode.Value", script=shared_values, numbers=numbers)
        self.grade(
            set_score,
            [
                *(self.trace(title, programs) for title, programs in PROGRAMS_OF.items()),
                self.trace("relu", [RELU]),
                self.trace("relu at negative x", [RELU], sign=-1),
                self.trace("at negative x", AT_NEGATIVE, sign=-1),
                self.trace("at 0", [*AT_ZERO, RELU], x=0.0),
                self.trace("at integers", [*LECTURE, "x / 2", "2 / x", "x**-2"], x=3),
                self.same("nodes that are used several times", shared, share=2),
                self.two_outputs(numbers[:2]),
                self.trace("x = x + x, forty times", ["x = x + x, forty times"]),
                self.long_program(),
            ],
        )

    def two_outputs(self, numbers):
        """As in PyTorch, the second pass may also add to what the first one left."""
        asked = ask("reverse_mode.Value", script=two_outputs, numbers=numbers)
        one, other = self.expected(asked)
        added = [a + b for a, b in zip(one, other, strict=True)]
        judge = agrees_with_one(asked, [[one, other], [one, added]], tolerance=EXACT)
        return single_case("two outputs, backward on one after the other", asked, judge)

    def trace(self, title, programs, sign=1, x=None):
        x = float(sign * self.rng.uniform(0.5, 1.9)) if x is None else x
        asked = ask("reverse_mode.Value", script=run_values, programs=programs, x=x)
        return same_programs(title, asked, self.expected(asked))

    @number("9.2")
    @partial_credit(2)
    @tags("reverse mode")
    @calls("reverse_mode.Value")
    def test_gradient(self, set_score=None):
        """gradient"""
        again = ask(
            "reverse_mode.gradient",
            script=field_derivative_twice,
            field=MIXED,
            x=self.rng.uniform(0.5, 2, size=3),
        )
        integers = self.field(MIXED, x=np.array([1, 2, 3]))
        equal = np.array([0.7, 0.7, 1.3])
        self.grade(
            set_score,
            [
                self.same("three inputs", self.field(MIXED), 2),
                self.same("NumPy's arithmetic", self.field("np.sum(np.tanh(W @ x)**2)")),
                self.same("fifty inputs, one pass", self.field("np.sum(np.exp(x) * x)", n=50), 2),
                self.same("a dot product", self.field("np.dot(x, x) / (1 + x[0])", n=4)),
                self.same("a branch", self.field("max(x[0], x[1]) * x[2]")),
                *self.loops(),
                self.same("two equal inputs", self.field(MIXED, x=equal), 0.5),
                self.same("a single input", self.field("2*x[0]**2 + 3", n=1), 0.5),
                self.same("a constant", self.field(CONSTANT), 0.5),
                self.same("one of the inputs itself", self.field("x[0]"), 0.5),
                self.same("inputs that are not used", self.field("2*x[0]**2 + 3"), 0.5),
                self.same("called again, it gives the same", again),
                *self.manners(self.field(MIXED), integers=integers),
                self.same("4,000 operations", self.field(CHAIN, n=4), 2),
            ],
        )

    def field(self, field, n=3, x=None):
        x = self.rng.uniform(0.5, 2, size=n) if x is None else x
        return ask("reverse_mode.gradient", script=field_derivative, field=field, x=x)

    def loops(self):
        """The lecture's loop at a small x and at a large one."""
        small, *_, large = loop_points(self.rng)
        for x in (small, large):
            asked = self.field(LOOP_ON_ARRAY, x=np.array([x, 1.0]))
            yield self.same("the lecture's loop", asked)

    def long_program(self):
        x = float(self.rng.uniform(0.5, 1.9))
        asked = ask("reverse_mode.Value", script=long_program, x=x, times=100_000)
        judge = agrees(asked, [x, 1.0], tolerance=EXACT)
        return single_case("100,000 operations", asked, judge, share=2)
