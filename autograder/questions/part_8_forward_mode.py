"""Part 8: forward-mode autodiff."""

import numpy as np
from gradescope_utils.autograder_utils.decorators import number, partial_credit, tags

from ..answers import EXACT
from ..judging.judges import agrees
from ..records import Family, ask, single_case
from ..scripts.differentiating import field_derivative, program_derivatives, run_duals
from . import formulas
from .case import QuestionCase, calls

LOOP = "while abs(x) > 5: x = x / 2"
TRIGONOMETRY = "np.sin(x)**2 + np.cos(x)**2"
LECTURE = ["(2*x**2 + 1)**2", "2*x + 3*x**2 + x*(6 - 2)"]
CONSTANT = "7.0, whatever x is"
MIXED = "x[0]*x[1] + np.sin(x[2])*x[0] - 3/x[1]"

HINTS = {
    "products": "let first one factor move while the other stands still, then the other way "
    "round: what does each give?",
    "quotients": "try 1 / y and x / 1 by hand: how does a quotient move with its numerator, and "
    "how with its denominator?",
    "2 - x": "Python asks x here, the second operand: which of the two is self in __rsub__?",
    "2 / x": "Python asks x here, the second operand: which of the two is self in __rtruediv__?",
    "powers and abs": "what is the slope of x^n, also for a negative n, a fraction, and x below "
    "0? And that of |x| on each side of 0?",
    "functions": "compare slope with a table of derivatives, for each name and at the number u.",
    "at 0": "x ** 0 is a constant, x ** 1 is x, and |x| has a kink: which slopes do the "
    "docstrings give them at 0?",
    "programs": "each operator is right by itself. Try the one that is shown on smaller parts: "
    "what if both sides are the same x, or it works on a result of another?",
}


def loop_points(rng):
    """Points on both sides of 5 * 2^k and far from it, where the loop's slope jumps."""
    exponents = np.arange(-1, 8)
    return [float(sign * 5 * 2.0**k) for k, sign in zip(
        exponents + rng.uniform(0.2, 0.8, size=9), [1, -1] * 4 + [1], strict=True
    )]  # fmt: skip


class ForwardMode(QuestionCase):
    tolerance = EXACT

    @number("8.1")
    @partial_credit(3)
    @tags("forward mode")
    def test_dual(self, set_score=None):
        """Dual"""
        at_zero = [{"x": 0.0, "y": 3.0}, {"x": 0.0, "y": -1.5}]
        self.grade(
            set_score,
            [
                self.traces("products", formulas.PRODUCTS, 2),
                self.traces("quotients", formulas.QUOTIENTS, 2),
                self.traces("2 - x", formulas.NUMBER_MINUS, 1),
                self.traces("2 / x", formulas.NUMBER_OVER, 1),
                self.traces("powers and abs", formulas.POWERS, 2),
                self.traces("functions", formulas.FUNCTIONS, 2),
                self.traces("at 0", formulas.AT_ZERO, 2, at_zero),
                self.traces("programs", formulas.MIXED, 2),
            ],
        )

    def traces(self, title, templates, share, points=None):
        """Programs drawn for each of several points; x and y move at speeds of their own."""
        cases = []
        for point in points or formulas.points(self.rng):
            x_tangent, y_tangent = self.rng.uniform(1, 3, size=2).round(1) * [1, -1]
            asked = ask(
                "forward_mode.Dual",
                script=run_duals,
                programs=formulas.drawn(self.rng, templates),
                x_tangent=float(x_tangent),
                y_tangent=float(y_tangent),
                **point,
            )
            cases += same_programs("", asked, self.expected(asked)).cases
        return Family(title, tuple(cases), share, hint=HINTS[title])

    @number("8.2")
    @partial_credit(1)
    @tags("forward mode")
    @calls("forward_mode.Dual")
    def test_derivative(self, set_score=None):
        """derivative"""
        points = [float(x) for x in self.rng.uniform(0.5, 3, size=4)]
        loop = loop_points(self.rng)
        self.grade(
            set_score,
            [
                self.derivatives("the lecture's loop", [LOOP], loop, share=2),
                self.derivatives("sin^2 + cos^2", [TRIGONOMETRY], points),
                self.derivatives("the lecture's formulas", LECTURE, points),
                self.derivatives("a constant", [CONSTANT], points),
                self.derivatives("at integers", [*LECTURE, LOOP], [3, 12, -41]),
            ],
        )

    def derivatives(self, title, programs, points, share=1.0):
        asked = ask(
            "forward_mode.derivative",
            script=program_derivatives,
            programs=programs,
            points=points,
        )
        return same_programs(title, asked, self.expected(asked), share)

    @number("8.3")
    @partial_credit(2)
    @tags("forward mode", "jvp")
    @calls("forward_mode.Dual", "forward_mode.derivative")
    def test_jvp(self, set_score=None):
        """jvp"""
        integers = self.field(MIXED, x=np.array([1, 2, 3]), v=np.array([2, 0, -1]))
        equal = np.array([0.7, 0.7, 1.3])
        self.grade(
            set_score,
            [
                self.same("three inputs", self.field(MIXED), 2),
                self.same("along one axis", self.field(MIXED, v=np.array([0.0, 1.0, 0.0]))),
                self.same("NumPy's arithmetic", self.field("np.sum(np.tanh(W @ x)**2)")),
                self.same("fifty inputs, one pass", self.field("np.sum(np.exp(x) * x)", n=50), 2),
                self.same("a dot product", self.field("np.dot(x, x) / (1 + x[0])", n=4)),
                self.same("a sum of squares", self.field("np.sum(x*x)", n=5)),
                self.same("a branch", self.field("max(x[0], x[1]) * x[2]")),
                self.same("two equal inputs", self.field(MIXED, x=equal), 0.5),
                self.same("a single input", self.field("2*x[0]**2 + 3", n=1), 0.5),
                self.same("a constant", self.field(CONSTANT), 0.5),
                self.same("one of the inputs itself", self.field("x[0]"), 0.5),
                self.same("inputs that are not used", self.field("2*x[0]**2 + 3"), 0.5),
                self.same("v of integers", self.field(MIXED, v=np.array([2, 0, -1])), 0.5),
                self.same("x of integers", self.field(MIXED, x=np.array([1, 2, 3])), 0.5),
                *self.manners(self.field(MIXED), integers=integers),
            ],
        )

    def field(self, field, n=3, x=None, v=None):
        x = self.rng.uniform(0.5, 2, size=n) if x is None else x
        v = self.rng.normal(size=n) if v is None else v
        return ask("forward_mode.jvp", script=field_derivative, field=field, x=x, v=v)


def same_programs(title, asked, expected, share=1.0):
    """A check of {program: numbers}. Value and derivative of a program are one array.

    A derivative that is 0 comes out as 1e-17: beside the value that is nothing.
    """
    arrays = {text: np.array(numbers) for text, numbers in expected.items()}
    return single_case(title, asked, agrees(asked, arrays, program_place, EXACT), share)


def program_place(path):
    """A path into {program: [...]}: the program's text."""
    return str(path[0]) if path else ""
