"""Part 9: reverse-mode autodiff."""

import numpy as np
from gradescope_utils.autograder_utils.decorators import number, partial_credit, tags

from ...core.records import Case, Family, ask
from ...grading.case import calls
from ...grading.judging.costs import cheap, times_of
from ...grading.judging.judges import agrees, plain_place
from ...grading.manners import in_integers
from .. import formulas
from ..differentiating import (
    doubled,
    field_derivative,
    field_derivative_twice,
    long_program,
    run_values,
    several_passes,
)
from ..drawing import unequal
from ..one_pass import ONE_PASS, AutodiffCase
from ..part_8_forward_mode.questions import (
    AT_ZERO,
    CONSTANTS,
    EQUAL,
    MANY,
    MIXED,
    POLYNOMIAL,
    ROUNDED,
    SMALL_FIELD,
    WHOLE,
    ZERO,
    loop_points,
    on_arrays,
)
from ..part_8_forward_mode.questions import HINTS as OPERATORS
from ..programs import CHAIN, LOOP_ON_ARRAY

LARGE = "large programs"
LONG, TIMES_AS_LONG = 5_000, 30
"""Operations, and how many times as long as the reference a pass through them may take."""

SMALL = formulas.SMALL | {"functions": [("x.relu()", formulas.NEAR_ZERO)]}

ONE_BY_ONE = (
    "Python asks x here, the second operand, which is self in {}. Take data and grad of the case "
    "one by one: which is wrong, which slope stands for which parent, and what do the 2 and the "
    "sign do?"
)

HINTS = OPERATORS | {
    "given operators": "these operators were given complete: does backward begin with 1 at the "
    "result, and give each parent the node's own grad times the slope, down to the inputs?",
    "products": (
        "if a grows by 1, by how much does a * b grow, and if b does? Both are parents, also where "
        "one is 0."
    ),
    "2 - x": ONE_BY_ONE.format("__rsub__"),
    "2 / x": ONE_BY_ONE.format("__rtruediv__"),
    "functions": "call slope(name, 0.5) for each name and compare with a table of derivatives: "
    "which line of your code does each name get to? relu has one slope on each side of 0.",
    "nodes that are used several times": "draw the graph of the program that is shown: in which "
    "order do your nodes pass on, does each do so once, after it has received all and added it "
    "up, does it keep its grad then, and by what does your code tell two nodes apart?",
    "several passes": "a pass may come after another one: what stands in the grads when it "
    "begins, and is every node, parent and slope still there?",
    LARGE: "2^40 paths can lead to one node, and thousands of nodes can stand in a row: is each "
    "node visited once, in a loop, and does your code look up quickly what was visited?",
}

NONE_MISSING = (
    "f may return a plain number, an input itself, or something whose value is 0, and need not "
    "look at every input: does your gradient have an entry for each of them, and how do you tell a "
    "number from a Value?"
)
COLLECT = (
    "f gets an array of Values, and backward is called on its result: where does the slope along "
    "x_i stand then?"
)
ON_ARRAYS = (
    "is what f gets an array (dtype=object), with a Value for each entry, made afresh in each "
    "call? And does each entry of x have its place in what you return, also one that f never uses?"
)
AGAIN = "the same call answers otherwise later: what of the first call is still there?"


def grad_after_pass(path):
    """A place in what several passes leave behind."""
    if len(path) < 2:
        return plain_place(path)
    return f"{'fpxy'[path[1]]}.grad after pass {path[0] + 1}"


def one_of(*names):
    """Places in a list whose items have names."""
    return lambda path: names[path[0]] if path else ""


DATA_AND_GRAD = one_of("f.data", "x.grad")
"""What a pass through a large program leaves behind."""
TWO_CALLS = one_of("the first result", "the result of the same call later")


class ReverseMode(AutodiffCase):
    @number("9.1")
    @partial_credit(4)
    @tags("reverse mode")
    def test_value(self, set_score=None):
        """Value"""
        self.grade(
            set_score,
            [
                self.traces("given operators", formulas.GIVEN, 0.5),
                self.shared(),
                self.traces("products", formulas.PRODUCTS, 1),
                self.traces("quotients", formulas.QUOTIENTS, 1),
                self.traces("2 - x", formulas.NUMBER_MINUS, 0.75),
                self.traces("2 / x", formulas.NUMBER_OVER, 0.75),
                self.traces("powers and abs", formulas.POWERS, 2),
                self.traces("functions", [*formulas.RELU, *formulas.FUNCTIONS], 2),
                self.traces(
                    "at 0", [*formulas.RELU_AT_ZERO, *formulas.AT_ZERO], 2, formulas.POINTS_AT_ZERO
                ),
                self.traces("programs", formulas.MIXED, 2),
                self.several_passes(),
                self.large_programs(),
            ],
        )

    def traces(self, title, templates, share, points=None):
        """Programs drawn for each of several points, and some at 0."""
        drawn = formulas.placed(self.rng, templates, points or formulas.points(self.rng))
        asks = [self.trace(*one) for one in (*drawn, *SMALL.get(title, ()))]
        return self.programs(title, asks, share, HINTS[title])

    def shared(self):
        """First by hand, then drawn: up to eight lines, each of which uses two of those before."""
        tangles = [formulas.tangled(self.rng, lines) for lines in (3, 4, 5, 6, 7, 8, 8, 8)]
        whole, below = formulas.points(self.rng)
        drawn = [(formulas.SHARED, whole), (formulas.SHARED, below), (tangles, below)]
        asks = [self.trace(program, point) for programs, point in drawn for program in programs]
        title = "nodes that are used several times"
        return self.programs(title, asks, 4, HINTS[title])

    @staticmethod
    def trace(program, point):
        return ask("reverse_mode.Value", script=run_values, program=program, **point)

    def several_passes(self):
        title = "several passes"
        asks = [
            ask("reverse_mode.Value", script=several_passes, **point)
            for point in formulas.points(self.rng)
        ]
        return self.family(title, asks, 2, HINTS[title], place=grad_after_pass)

    def large_programs(self):
        """Many paths, and many operations in a row: -x an even number of times is x.

        Whoever searches a list for each of them takes much longer than the reference.
        """
        forty = ask("reverse_mode.Value", script=doubled, x=1.5, times=40)
        x = round(float(self.rng.uniform(0.5, 1.9)), 2)
        two = ask("reverse_mode.Value", script=long_program, x=x, times=2)
        many = two._replace(inputs={"x": x, "times": LONG}, timed=True)
        as_long = times_of(lambda: self.session.reference.answer(many), TIMES_AS_LONG)
        cases = (
            Case(forty, self.agrees(forty, DATA_AND_GRAD)),
            Case(many, agrees(many, self.expected(two), DATA_AND_GRAD)),
            Case(many, cheap(many, as_long, HINTS[LARGE])),
        )
        return Family(LARGE, cases, 2, hint=HINTS[LARGE])

    @number("9.2")
    @partial_credit(2)
    @tags("reverse mode")
    @calls("reverse_mode.Value")
    def test_gradient(self, set_score=None):
        """gradient"""
        mixed = [self.field(MIXED) for _ in range(4)]
        whole = self.field(MIXED, x=WHOLE)
        self.grade(
            set_score,
            [
                self.family("three inputs", [whole, *mixed], 1.5, COLLECT),
                self.family("NumPy's arithmetic", self.on_arrays(), 1, ON_ARRAYS),
                self.family("the lecture's loop", self.loops(), 0.5, COLLECT),
                self.family("fifty inputs, one pass", [self.field(MANY, n=50)], 2.5, ONE_PASS),
                self.family("tiny slopes", [self.field(SMALL_FIELD)], 0.5, ROUNDED),
                self.family("equal inputs", self.equal_inputs(), 1, EQUAL),
                self.family("few of the inputs, or none", self.few(), 1, NONE_MISSING),
                self.family("called again", self.again(), 1, AGAIN, place=TWO_CALLS),
                *self.manners(mixed[:1], integers=[in_integers(whole)], share=1),
                self.family("1,400 operations", [self.field(CHAIN, n=4)], 1, HINTS[LARGE]),
            ],
        )

    def on_arrays(self):
        return [self.field(text, x=x) for text, x in on_arrays(self.draw)]

    def equal_inputs(self):
        return [self.field(MIXED, x=np.array(x)) for x in ([2.0, 2, 2], [0.7, 0.7, 1.3])]

    def few(self):
        fields = [("x[0]", 3), (POLYNOMIAL, 1), (POLYNOMIAL, 3), *((one, 3) for one in CONSTANTS)]
        return [*(self.field(text, n=n) for text, n in fields), self.field(ZERO, x=AT_ZERO)]

    def again(self):
        points = [WHOLE, self.draw(3)]
        return [
            ask("reverse_mode.gradient", script=field_derivative_twice, field=MIXED, x=x)
            for x in points
        ]

    def loops(self):
        """The lecture's loop at a small x and at a large one."""
        small, *_, large = loop_points(self.rng)
        return [self.field(LOOP_ON_ARRAY, x=np.array([x, 1.0])) for x in (small, large)]

    def field(self, field, n=3, x=None):
        x = self.draw(n) if x is None else x
        return ask("reverse_mode.gradient", script=field_derivative, field=field, x=x)

    def draw(self, n):
        return unequal(self.rng, n, 0.5, 2)
