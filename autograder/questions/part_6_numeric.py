"""Part 6: numeric differentiation."""

from dataclasses import replace

import numpy as np
from gradescope_utils.autograder_utils.decorators import number, partial_credit, tags

from ..judging.differences import order_of_accuracy, says
from ..judging.judges import agrees, keeps_arguments
from ..records import Check, ask
from .case import QuestionCase, calls

WAVES = "np.sum(np.exp(x) * x)"
LECTURE = "(2*x[0]**2 + 1)**2"
SMOOTH, KINKED = "c * sum(sin(x))", "c * sum(abs(x))"
ROUND, CUBIC = "sum(x**2) / 2", "c * sum(x**3) / 3"
ONE_NEGATED = "its gradient, one entry negated"
STEPS = [0.02, 0.01]


class Numeric(QuestionCase):
    @number("6.1")
    @partial_credit(2)
    @tags("finite differences")
    def test_differences(self, set_score=None):
        """forward_difference, central_difference"""
        checks = []
        for name, order, tolerance in (("forward", 1, 1e-4), ("central", 2, 1e-7)):
            checks += self.checks_of(name, f"numeric.{name}_difference", order, tolerance)
        self.grade(set_score, checks)

    def checks_of(self, name, function, order, tolerance):
        def accurate(title, field, x):
            asked = self.measure(function, field, x)
            judge = agrees(asked, [self.exact(field, x)], lambda path: "", tolerance)
            return Check(f"{name}: {title}", asked, judge)

        x = self.rng.uniform(0.2, 1, size=4) * [1, -1, 1, -1]
        far = self.rng.uniform(1.5, 3, size=4) * [1, -1, 1, -1]
        halves = self.rng.uniform(-1, 1, size=(2, 3))
        ordered = self.measure(function, WAVES, far, h=STEPS)
        judge = order_of_accuracy(ordered, self.exact(WAVES, far), self.expected(ordered), order)
        own_step = accurate("with its own step", WAVES, x)
        return [
            own_step,
            accurate("at the lecture's F", LECTURE, x),
            accurate("x of shape (2, 3)", WAVES, self.rng.uniform(-1, 1, size=(2, 3))),
            accurate("x of shape (2, 2, 3), its halves equal", WAVES, np.stack([halves, halves])),
            accurate("integers", WAVES, np.array([1, -2, 0])),
            on_views(accurate("x is a transpose", WAVES, self.rng.uniform(-1, 1, size=(2, 3)))),
            Check(f"{name}: the order of its error", ordered, judge, 2),
            keeping_arguments(f"{name}: x stays as it was", own_step),
        ]

    @staticmethod
    def measure(function, field, x, **steps):
        return ask(function, probe="measured_gradient", field=field, x=x, **steps)

    def exact(self, field, x):
        """The gradient by the reference's reverse mode."""
        flat = ask("reverse_mode.gradient", probe="field_derivative", field=field, x=x.ravel())
        return np.reshape(self.expected(flat)["result"], x.shape)

    @number("6.2")
    @partial_credit(2)
    @tags("finite differences", "Jacobians")
    @calls("numeric.forward_difference", "numeric.central_difference")
    def test_numeric_jacobian(self, set_score=None):
        """numeric_jacobian"""
        x = self.rng.uniform(0.3, 1.5, size=3)
        wide = self.jacobian("four outputs of two inputs", "[x0*x1, sin(x0), x1**2, 3]", x[:2])
        self.grade(
            set_score,
            [
                wide,
                self.jacobian("one output of three inputs", "[x0*x1*x2]", x),
                self.jacobian("three outputs of one input", "[x0, x0**2, x0**3]", x[:1]),
                self.jacobian("three of three", "sin(x) * x[::-1]", x),
                self.jacobian("two of three inputs are equal", "sin(x) * x[::-1]", x[[0, 0, 1]]),
                self.jacobian("integers", "[x0*x1*x2]", np.array([1, 2, -3])),
                self.jacobian("with a step of 0.1", "[x0, x0**2, x0**3]", x[:1], h=0.1),
                self.jacobian("f hands back x itself", "x", x),
                self.jacobian("f hands back a view of x", "x[::-1]", x),
                on_views(self.jacobian("x is every second entry", "sin(x) * x[::-1]", x)),
                keeping_arguments("x stays as it was", wide),
            ],
        )

    def jacobian(self, title, name, x, **step):
        asked = ask("numeric.numeric_jacobian", probe="measured_jacobian", map=name, x=x, **step)
        return Check(title, asked, agrees(asked, self.expected(asked), tolerance=1e-6))

    @number("6.3")
    @partial_credit(2)
    @tags("gradient check")
    @calls("numeric.forward_difference", "numeric.central_difference")
    def test_gradient_check(self, set_score=None):
        """gradient_check"""
        x = self.rng.uniform(0.2, 1.2, size=(2, 3)) * [1, -1, 1]
        # A sum of cubes is cheap: it is asked for thousands of times. Its terms cancel, and
        # its slopes are not small, so that rounding spoils little of what is measured.
        thousand = self.rng.uniform(0.5, 1, size=1000) * np.tile([1, -1], 500)
        at_rest = np.full(4, np.pi / 2)
        near_kink = np.array([0.7, 1e-3, -0.4])
        beside_kink = np.array([0.7, 3e-6, -0.4])
        level = np.full(4, x[0, 0])
        before_kink = np.array([0.7, -3e-6, -0.4])
        self.grade(
            set_score,
            [
                self.right("right", x),
                # Of six entries that are moved to and fro, all may come back to the last digit.
                keeping_arguments("x stays as it was", self.right("", thousand[:60], f=CUBIC)),
                self.right("right, a thousand entries", thousand, f=CUBIC),
                self.right("right, and 0 at that point", at_rest),
                self.right("right, and 0 everywhere", x, c=0.0),
                self.right("right, and tiny", x, c=1e-6),
                self.right("right, at integers", np.array([1, 2, -1])),
                self.right("right, with a kink at a distance of 1e-3", near_kink, f=KINKED),
                self.right("right, with a kink nearer than h", beside_kink, 0.5, f=KINKED),
                self.right("right, and the kink on the other side", before_kink, 0.5, f=KINKED),
                self.right("right, and x itself", x, 0.5, f=ROUND),
                on_views(self.right("right, where x is a transpose", x, 0.5)),
                self.wrong("its sign is wrong", "minus its gradient", x),
                self.wrong("twice too large", "twice its gradient", x),
                self.wrong("2 % too large", "1.02 times its gradient", x),
                self.wrong("one entry of a thousand", ONE_NEGATED, thousand, f=CUBIC),
                self.wrong("0, and should not be", "zeros", x),
                self.wrong("1, and should be 0", "its gradient + 1", x, c=0.0),
                self.wrong("tiny and twice too large", "twice its gradient", x, c=1e-6),
                self.wrong("of another shape", "its gradient, with an axis more", x[0]),
                self.wrong("a number, where all entries are equal", "its first entry", level),
                self.wrong("NaN", "NaN", x),
                self.wrong("infinite", "infinity", x),
            ],
        )

    def right(self, title, x, share=1.0, **more):
        asked = self.check_gradient(x, "its gradient", **more)
        return Check(f"a gradient that is {title}", asked, says(asked, right=True), share)

    def wrong(self, title, claimed, x, **more):
        asked = self.check_gradient(x, claimed, **more)
        return Check(f"a false gradient: {title}", asked, says(asked, right=False))

    @staticmethod
    def check_gradient(x, claimed, f=SMOOTH, c=1.0):
        return ask(
            "numeric.gradient_check", probe="checked_gradient", f=f, c=c, claimed=claimed, x=x
        )


def on_views(check):
    """The same check, with arrays laid out in memory as a transpose or a slice is."""
    return replace(check, ask=replace(check.ask, probe=f"{check.ask.probe}_on_views"))


def keeping_arguments(title, check):
    """The same check, which passes only where no argument was changed."""
    return Check(title, check.ask, keeps_arguments(check.ask, check.judge), share=0.5)
