"""Part 8: forward-mode autodiff."""

import numpy as np
from gradescope_utils.autograder_utils.decorators import number, partial_credit, tags

from ...core.answers import EXACT
from ...core.records import ask, single_case
from ...grading.case import QuestionCase, calls
from ...grading.judging.judges import agrees
from ..differentiating import field_derivative, program_derivatives, run_duals
from ..programs import PROGRAMS

LOOP = "while abs(x) > 5: x = x / 2"
TRIGONOMETRY = "np.sin(x)**2 + np.cos(x)**2"
LECTURE = ["(2*x**2 + 1)**2", "2*x + 3*x**2 + x*(6 - 2)"]
ON_EITHER_SIDE = [
    "2 + x", "x + 2", "2 - x", "x - 2", "2 * x", "x * 2", "2 / x", "x / 2",
    "(3 - x)*x + 2/(1 - x/4)",
]  # fmt: skip
POWERS = ["x**3", "x**-2", "x**0.5", "x**1 + x**0", "(x*x)**1.5"]
BRANCHES = [text for text in PROGRAMS if " if " in text]
METHODS = [text for text in PROGRAMS if "x.s" in text or "x.e" in text]
FUNCTIONS = ["np.sin(np.cos(x))", "np.exp(np.tanh(x))", "np.log(np.sqrt(x)) * x", TRIGONOMETRY]
REUSED = [
    "x*x - x/(x*x + x)", "x/x + x*(x - x)", "y = x*x, z = y + x, z*z + y*z + y",
    "six steps of y = (y + x/y)/2",
]  # fmt: skip
AT_ZERO = [
    "abs(x) + x", "x**0 + 2*x", "x**1 + x**0", "x**3", "np.sin(np.cos(x))", "np.exp(np.tanh(x))",
    "x / 2", "y = x*x, z = y + x, z*z + y*z + y", TRIGONOMETRY, *LECTURE,
]  # fmt: skip
AT_NEGATIVE = [
    "-x", "abs(x)*x", "x**3", "x**-2", "x**1 + x**0", "(x*x)**1.5", "x.sin() * x.cos()",
    "np.exp(np.tanh(x))", TRIGONOMETRY, *LECTURE, *ON_EITHER_SIDE,
]  # fmt: skip
CONSTANT = "7.0, whatever x is"
MIXED = "x[0]*x[1] + np.sin(x[2])*x[0] - 3/x[1]"

PROGRAMS_OF = {
    "products and quotients": [*REUSED, *LECTURE],
    "numbers on either side": ON_EITHER_SIDE,
    "powers": POWERS,
    "minus and abs": ["-x", "abs(x)*x"],
    "branches": BRANCHES,
    "its methods": METHODS,
    "NumPy's functions": FUNCTIONS,
    "loops": [LOOP],
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
        self.grade(
            set_score,
            [
                *(self.trace(title, programs) for title, programs in PROGRAMS_OF.items()),
                self.trace("at negative x", AT_NEGATIVE, sign=-1),
                self.trace("at 0", AT_ZERO, x=0.0),
                self.trace("at integers", [*LECTURE, "x / 2", "2 / x", "x**-2"], x=3, tangent=2),
            ],
        )

    def trace(self, title, programs, sign=1, x=None, tangent=None):
        x = float(sign * self.rng.uniform(0.5, 1.9)) if x is None else x
        tangent = float(self.rng.uniform(1, 3)) if tangent is None else tangent
        asked = ask("forward_mode.Dual", script=run_duals, programs=programs, x=x, tangent=tangent)
        return same_programs(title, asked, self.expected(asked))

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
