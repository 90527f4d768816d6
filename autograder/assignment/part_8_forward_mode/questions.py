"""Part 8: forward-mode autodiff."""

import numpy as np
from gradescope_utils.autograder_utils.decorators import number, partial_credit, tags

from ...core.records import Case, Family, ask
from ...grading.case import calls
from ...grading.manners import in_integers
from .. import formulas
from ..differentiating import field_derivative, program_derivative, run_duals
from ..drawing import unequal
from ..one_pass import ONE_PASS, AutodiffCase, derivative_of_program
from ..programs import LOOP

TRIGONOMETRY = "np.sin(x)**2 + np.cos(x)**2"
LECTURE = ["(2*x**2 + 1)**2", "2*x + 3*x**2 + x*(6 - 2)"]
SMALL = "3e-12 * np.sin(x)"
SMALL_FIELD = "3e-12 * np.sum(np.sin(x))"
CONSTANTS = ["7.0", "7"]
ZERO, AT_ZERO = "x[0]*x[1] - x[2]", np.array([2.0, 3.0, 6.0])
"""A field that is 0 at that point, and its slopes are not."""
MIXED = "x[0]*x[1] + np.sin(x[2])*x[0] - 3/x[1]"

ONE_BY_ONE = (
    "Python asks x here, the second operand, which is self in {}. Take value and tangent of the "
    "case one by one: which is wrong, and what do the 2, the sign and x's own tangent do there?"
)
HINTS = {
    "products": "let first one factor move while the other stands still, then the other way "
    "round: what does each give, also where a factor is 0, and do both still hold what they held "
    "before?",
    "quotients": "try 3 / y and x / 2 by hand: how does a quotient move with its numerator, and "
    "how with its denominator?",
    "2 - x": ONE_BY_ONE.format("__rsub__"),
    "2 / x": ONE_BY_ONE.format("__rtruediv__"),
    "powers and abs": "what are value and slope of x^n, also for a negative n, a fraction, and x "
    "below 0? And those of |x| on each side of 0?",
    "functions": "call slope(name, 0.5) for each name and compare with a table of derivatives: "
    "which line of your code does each name get to, and is its formula one of the number u?",
    "at 0": "x ** 0 is a constant, |x| has a kink, and a formula that divides by x has no value "
    "there: which slopes do the docstrings give them at 0, and is 1e-8 taken for 0?",
    "programs": "go through the program that is shown step by step: does an operator change its "
    "operands, and what if both are the same x, or one is the result of another?",
}


def loop_points(rng):
    """Points on both sides of 5 * 2^k and far from it, where the loop's slope jumps."""
    exponents = np.arange(-1, 8)
    return [round(float(sign * 5 * 2.0**k), 2) for k, sign in zip(
        exponents + rng.uniform(0.2, 0.8, size=9), [1, -1] * 4 + [1], strict=True
    )]  # fmt: skip


SPEED = (
    "f'(x) is the tangent of f(x) when x moves at speed 1. One call of f is enough: which value "
    "and which tangent does its Dual have, and what do you do with the result?"
)
NO_TANGENT = "f may return a plain number, which has no tangent: what is its derivative?"
INTEGER = "what becomes of an x that is an integer?"

MOVING = (
    "x_i moves at speed v_i, all of them in the same pass: what value and what tangent does each "
    "Dual that f gets have, and do you return the tangent of its result?"
)
ROUNDED = (
    "slopes of 1e-12 are slopes like others: is anything rounded, or taken for 0 below a limit?"
)
ON_ARRAYS = "is what f gets an array (dtype=object), with a Dual for each entry?"
EQUAL = "two inputs may have equal values: does your code tell them apart by their index alone?"
FEW = (
    "f may return a plain number, an input itself, or something whose value is 0, and need not "
    "look at every input, and v may be 0: what do you return then?"
)

WHOLE = np.array([1.0, 2.0, 3.0])
ALONG = np.array([[2.0, 0.0, -1.0], [0.0, 0.0, 0.0]])
MANY, POLYNOMIAL = "np.sum(np.exp(x) * x)", "2*x[0]**2 + 3"
FIELDS_ON_ARRAYS = [
    ("np.sum(x*x)", 5), ("np.dot(x, x) / (1 + x[0])", 4), ("np.sum(np.tanh(W @ x)**2)", 3),
    ("max(x[0], x[1]) * x[2]", 3),
]  # fmt: skip


def on_arrays(draw):
    """Fields with NumPy's arithmetic, each at an x and at its reverse."""
    for text, n in FIELDS_ON_ARRAYS:
        x = draw(n)
        yield from ((text, x), (text, x[::-1].copy()))


class ForwardMode(AutodiffCase):
    @number("8.1")
    @partial_credit(3)
    @tags("forward mode")
    def test_dual(self, set_score=None):
        """Dual"""
        self.grade(
            set_score,
            [
                self.traces("products", formulas.PRODUCTS, 2),
                self.traces("quotients", formulas.QUOTIENTS, 2),
                self.traces("2 - x", formulas.NUMBER_MINUS, 1),
                self.traces("2 / x", formulas.NUMBER_OVER, 1),
                self.traces("powers and abs", formulas.POWERS, 2),
                self.traces("functions", formulas.FUNCTIONS, 2),
                self.traces("at 0", formulas.AT_ZERO, 2, formulas.POINTS_AT_ZERO),
                self.traces("programs", formulas.MIXED, 2),
            ],
        )

    def traces(self, title, templates, share, points=None):
        """Programs drawn for each of several points, and some at 0; x and y move."""
        drawn = formulas.placed(self.rng, templates, points or formulas.points(self.rng))
        asks = [self.trace(*one) for one in (*drawn, *formulas.SMALL.get(title, ()))]
        return self.programs(title, asks, share, HINTS[title])

    def trace(self, program, point):
        x_tangent, y_tangent = self.rng.uniform(1, 3, size=2).round(1) * [1, -1]
        moving = {**point, "x_tangent": float(x_tangent), "y_tangent": float(y_tangent)}
        return ask("forward_mode.Dual", script=run_duals, program=program, **moving)

    @number("8.2")
    @partial_credit(1)
    @tags("forward mode")
    @calls("forward_mode.Dual")
    def test_derivative(self, set_score=None):
        """derivative"""
        points = [float(x) for x in self.rng.uniform(0.5, 3, size=3).round(2)]
        loop = loop_points(self.rng)
        self.grade(
            set_score,
            [
                self.derivatives("the lecture's formulas at 1", LECTURE, [1.0], SPEED, 1.5),
                self.derivatives("the lecture's formulas", LECTURE, [*points, -0.5, -2.0], SPEED),
                self.derivatives("sin^2 + cos^2", [TRIGONOMETRY], points, SPEED),
                self.derivatives("the lecture's loop", [LOOP], loop, SPEED, 1.5),
                self.derivatives("a constant", CONSTANTS, points[:2], NO_TANGENT),
                self.derivatives("a tiny slope", [SMALL], [1.0], ROUNDED, 0.5),
                self.derivatives("at integers", [*LECTURE, LOOP], [3, 12, -41], INTEGER),
            ],
        )

    def derivatives(self, title, programs, points, hint, share=1.0):
        asks = [
            ask("forward_mode.derivative", script=program_derivative, program=program, x=x)
            for program in programs
            for x in points
        ]
        cases = (Case(one, derivative_of_program(one, self.expected(one))) for one in asks)
        return Family(title, tuple(cases), share, hint=hint)

    @number("8.3")
    @partial_credit(2)
    @tags("forward mode", "jvp")
    @calls("forward_mode.Dual", "forward_mode.derivative")
    def test_jvp(self, set_score=None):
        """jvp"""
        along_one = [self.field(MIXED, x=WHOLE, v=v) for v in np.eye(3)]
        directions = [self.field(MIXED, x=WHOLE, v=v) for v in ALONG]
        whole, floats = self.field(MIXED, x=WHOLE, v=ALONG[0]), self.field(MIXED)
        integers = [in_integers(whole), in_integers(floats, "x"), in_integers(floats, "v")]
        fifty = [self.field(MANY, n=50) for _ in range(3)]  # in one, rounding may cancel out
        mixed = [self.field(MIXED) for _ in range(3)]
        self.grade(
            set_score,
            [
                self.family("one of three inputs moves", along_one, 2, MOVING),
                self.family("all of three inputs move", [*directions, *mixed], 1.9, MOVING),
                self.family("NumPy's arithmetic", self.on_arrays(), 1.5, ON_ARRAYS),
                self.family("fifty inputs, one pass", fifty, 2.4, ONE_PASS),
                self.family(
                    "a tiny slope", [self.field(SMALL_FIELD, v=np.eye(3)[0])], 0.5, ROUNDED
                ),
                self.family("equal inputs", self.equal_inputs(), 1, EQUAL),
                self.family("few of the inputs, or none", self.few(), 1, FEW),
                *self.manners(mixed[:1], integers=integers, share=0.9),
            ],
        )

    def on_arrays(self):
        along_one = self.field("np.sum(np.sin(x))", x=WHOLE, v=np.eye(3)[0])
        return [along_one, *(self.field(text, x=x) for text, x in on_arrays(self.draw))]

    def equal_inputs(self):
        """Equal values, of which one moves."""
        drawn = [2.0, 2, 2], [0.7, 0.7, 1.3]
        return [self.field(MIXED, x=np.array(x), v=v) for x in drawn for v in np.eye(3)]

    def few(self):
        fields = [("x[0]", 3), (POLYNOMIAL, 1), (POLYNOMIAL, 3), *((one, 3) for one in CONSTANTS)]
        few = [self.field(text, n=n, v=np.eye(n)[0]) for text, n in fields]
        at_rest = self.field(MIXED, x=WHOLE, v=np.zeros(3))
        return [*few, self.field(ZERO, x=AT_ZERO, v=np.eye(3)[0]), at_rest]

    def field(self, field, n=3, x=None, v=None):
        x = self.draw(n) if x is None else x
        v = self.moving(len(x)) if v is None else v
        return ask("forward_mode.jvp", script=field_derivative, field=field, x=x, v=v)

    def moving(self, n):
        """A direction along which every input moves."""
        return self.rng.uniform(0.1, 2, size=n).round(2) * self.rng.choice([-1, 1], size=n)

    def draw(self, n):
        return unequal(self.rng, n, 0.5, 2)
