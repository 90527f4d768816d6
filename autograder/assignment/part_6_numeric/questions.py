"""Part 6: numeric differentiation."""

import numpy as np
from gradescope_utils.autograder_utils.decorators import number, partial_credit, tags

from ...core.records import Case, Family, ask
from ...grading.case import QuestionCase, calls
from ...grading.judging.judges import agrees, part_agrees
from ..differentiating import (
    checked_gradients,
    checked_identity,
    field_derivative,
    measured_gradient,
    measured_jacobian,
)
from ..drawing import unequal
from ..picks import real
from ..written import IN_DTYPE
from . import hints
from .differences import STEPS as STEPS_HINT
from .differences import keeping_arguments, of_the_formula, on_views, tells_apart

SQUARES, SINES, WAVES = "np.sum(x*x)", "np.sum(np.sin(x))", "np.sum(np.exp(x) * x)"
MIXED, FIRST = "np.sum(x*x)**2", "np.sum(np.sin(x[0]))"
LECTURE = "(2*x[0]**2 + 1)**2"
SMALL_SINES = "1e-11 * np.sum(np.sin(x))"
STEPS = {1: [0.02, 0.01, 1e-5], 2: [0.02, 0.01, 1e-3]}
"""By the order of the formula. The last one is small, and rounding does not show yet."""
SHAPES = [(1,), (2, 3), (2, 1, 2)]

SMOOTH, CUBIC, SQUARED = "c * sum(sin(x))", "c * sum(x**3) / 3", "c * sum(x**2) / 2"
ONE_NEGATED = "its gradient, one entry negated"
NOT_FINITE = ["NaN", "NaN in one entry", "infinity"]


class Numeric(QuestionCase):
    @number("6.1")
    @partial_credit(2)
    @tags("finite differences")
    def test_differences(self, set_score=None):
        """forward_difference, central_difference"""
        families = []
        for name, order, tolerance in (("forward", 1, 1e-4), ("central", 2, 1e-7)):
            families += self.families_of(name, f"numeric.{name}_difference", order, tolerance)
        self.grade(set_score, families)

    def families_of(self, name, function, order, tolerance):
        def accurate(title, share, hint, points, layout="plain"):
            cases = []
            for field, x in points:
                asked = self.measure(function, field, x, layout)
                judge = agrees(asked, [self.exact(field, x)], lambda path: "", tolerance)
                cases.append(Case(asked, judge))
            return Family(f"{name}: {title}", tuple(cases), share, hint=hint)

        draw = self.draw
        small = [(SQUARES, np.array([1.0])), (SQUARES, np.array([1.0, -2.0, 3.0]))]
        vectors = [
            *small,
            *((SINES, draw(n)) for n in (2, 5)),
            (WAVES, draw(3)),
        ]
        lecture = [(LECTURE, draw(n)) for n in (1, 3)]
        shapes = [(field, draw(*shape)) for shape in SHAPES for field in (WAVES, FIRST)]
        halves = [(WAVES, np.stack([half, half])) for half in (draw(1, 2), draw(2))]
        whole = [(WAVES, np.array(x)) for x in ([1], [1, -2, 0], [[1, 2], [-1, 0]])]
        tables = [(WAVES, draw(2, 3)), (WAVES, draw(3))]
        own_step = accurate("vectors, with its own step", 2, hints.FORMULA, [*vectors, *lecture])
        return [
            own_step,
            self.orders(name, function, order),
            accurate("x of any shape", 1.8, hints.SHAPE, [*shapes, *halves]),
            accurate("integers", 1, hints.WHOLE, whole),
            accurate("tiny slopes", 0.5, hints.SMALL, [(SMALL_SINES, draw(3))]),
            accurate("x is a transpose or a slice", 0.5, hints.VIEWED, tables, "views"),
            keeping_arguments(f"{name}: x stays as it was", own_step),
        ]

    def orders(self, name, function, order):
        """Steps of its own choice do not do: the errors for two steps are known."""
        cases = []
        signs = np.array([1, -1])
        for field, sign in ((WAVES, signs), (MIXED, 1), (WAVES, -signs)):
            far = unequal(self.rng, 2, 1.5, 3) * sign
            asked = self.measure(function, field, far, h=STEPS[order])
            exact, own = self.exact(field, far), self.expected(asked)
            cases.append(Case(asked, of_the_formula(asked, exact, own)))
        return Family(f"{name}: the step h is used", tuple(cases), 2, hint=STEPS_HINT)

    def draw(self, *shape):
        """Unequal numbers at which no step is too long for one field, and short enough for another.

        They are away from 0 and from -1, where the slopes of (2x^2 + 1)^2 and x e^x are 0.
        """
        numbers = unequal(self.rng, shape, 0.4, 0.99)
        return numbers * np.where(numbers <= 0.6, self.rng.choice([-1, 1], size=shape), 1)

    @staticmethod
    def measure(function, field, x, layout="plain", **steps):
        return ask(function, measured_gradient, layout, field=field, x=x, **steps)

    def exact(self, field, x):
        """The gradient by the reference's reverse mode."""
        shape = np.shape(x)
        flat = ask(
            "reverse_mode.gradient", field_derivative, field=field, x=np.ravel(x), shape=shape
        )
        return np.reshape(self.expected(flat)["result"], np.shape(x))

    @number("6.2")
    @partial_credit(2)
    @tags("finite differences", "Jacobians")
    @calls("numeric.forward_difference", "numeric.central_difference")
    def test_numeric_jacobian(self, set_score=None):
        """numeric_jacobian"""
        one = unequal(self.rng, (4, 3), 0.3, 1.5)
        equal = [x[[0, 0, 1]] for x in one[:3]]
        wide = self.maps(
            "four outputs of two inputs", hints.FOUR, [np.array([1.0, 2.0]), *one[:3, :2]], 1.2
        )
        three, single = [np.array([1.0, 2.0, 3.0]), *one[:3]], [np.array([1.0]), *one[:, :1]]
        whole = [np.array([1, 2, -3]), np.array([2, 0, 1])]
        self.grade(
            set_score,
            [
                wide,
                self.maps("one output of three inputs", hints.PRODUCT, three, 0.5),
                self.maps("three outputs of one input", hints.MULTIPLES, single, 0.8),
                self.maps("one output of one input", hints.TRIPLE, single, 1.6),
                self.maps("three outputs of three inputs", hints.TURNED, one, 1, turned=False),
                self.maps("two inputs are equal", hints.TURNED, equal, 0.3, turned=False),
                self.maps("integers", hints.PRODUCT, whole, 0.4),
                self.maps("the step h is used", hints.CUBE, single[:3], 1.4, h=0.1),
                self.maps("tiny slopes", hints.TINY_SLOPES, one[:2], 0.3, turned=False),
                self.maps("f returns x itself", hints.ITSELF_RETURNED, one[:2], 0.3),
                self.maps("f returns a view of x", hints.VIEW_RETURNED, one[:2], 0.3),
                on_views("x is every second entry", self.maps("", hints.TURNED, one[:2], 0.3)),
                self.form(
                    "the shape (m, n)",
                    [case.ask for case in wide.cases],
                    1,
                    hints.HINTS[hints.FOUR],
                ),
                keeping_arguments("x stays as it was", wide),
            ],
        )

    def maps(self, title, name, points, share=1.0, turned=True, **step):
        """Jacobians of a map; where they are `turned`, `form` takes the points for it."""
        cases = []
        for x in points:
            asked = ask("numeric.numeric_jacobian", measured_jacobian, map=name, x=x, **step)
            expected, others = self.expected(asked), (np.transpose,) if turned else ()
            judge = part_agrees(asked, "Jacobian", real, expected, elsewhere=others)
            cases.append(Case(asked, judge))
        return Family(title, tuple(cases), share, hint=hints.HINTS[name])

    @number("6.3")
    @partial_credit(2)
    @tags("gradient check")
    @calls("numeric.forward_difference", "numeric.central_difference")
    def test_gradient_check(self, set_score=None):
        """gradient_check"""
        checks, told = self.checks, self.told
        x, table, cube = self.draw(2), self.draw(2, 3), self.draw(2, 1, 2)
        vectors = [np.array([1.0, 2.0]), x, self.draw(1)]
        level, rest = np.full(2, 0.5), np.full(2, np.pi / 2)
        # The terms of a sum of cubes cancel, and no slope is small: one negated is off by above 1.
        many = self.rng.uniform(0.8, 1, size=12).round(2) * np.tile([1, -1], 6)
        # Moved to and fro, numbers far below a step never come back to the last digit.
        small = self.rng.integers(11, 100, size=6) / 10.0 ** np.arange(6, 12)
        tiny = [
            *told(["twice its gradient", "zeros"], vectors, c=1e-6),
            *told(["1.02 times its gradient"], [many], c=1e-6),
        ]
        one_wrong = checks(
            "one wrong entry", told([ONE_NEGATED], [x, many], CUBIC, 0.1), 1, hints.ENTRIES
        )
        # Of a cubic's slope of 0 central differences make 1e-11.
        flat = [
            *told(["its gradient + 1"], [rest]),
            *told(["its gradient + 1"], [np.zeros(2)], CUBIC, 0.3),
        ]
        turned = told(["minus its gradient", "twice its gradient", "zeros"], vectors)
        self.grade(
            set_score,
            [
                checks("a wrong sign, a factor, zeros", turned, 2, hints.COMPARED),
                checks(
                    "2 % too large",
                    told(["1.02 times its gradient"], vectors, c=0.1),
                    1,
                    hints.RATIO,
                ),
                one_wrong,
                checks(
                    "x of any shape",
                    told([ONE_NEGATED], [table, table[:1], cube], SQUARED, 0.1),
                    1.7,
                    hints.ALL_ENTRIES,
                ),
                checks("a gradient of 0", flat, 1.6, hints.NOISE),
                checks(
                    "0 everywhere", told(["its gradient + 1"], vectors[:2], c=0.0), 1, hints.NOISE
                ),
                checks("tiny", tiny, 1.6, hints.TINY),
                checks(
                    "a gradient of another shape",
                    self.shapes(x, table, level),
                    1.6,
                    hints.STRETCHED,
                    least=1.0,
                ),
                checks(
                    "not finite", told(NOT_FINITE, vectors[:2], SQUARED), 1, hints.FINITE, least=1.0
                ),
                checks(
                    "integers",
                    told(["twice its gradient"], [np.array([1, 2, -1])], IN_DTYPE, 0.1),
                    1,
                    hints.WHOLE_CHECK,
                ),
                checks(
                    "one entry of the gradient is 0",
                    told([ONE_NEGATED], [np.array([0, *x])], CUBIC, 1e4),
                    0.5,
                    hints.ONE_ZERO,
                ),
                checks("the gradient is x itself", [self.identity(x)], 0.5, hints.ITSELF),
                on_views(
                    "x is a transpose",
                    checks("", told([ONE_NEGATED], [table], SQUARED, 0.1), 0.5, hints.VIEWED),
                ),
                keeping_arguments("x stays as it was", one_wrong, *told([ONE_NEGATED], [small])),
            ],
        )

    def told(self, wrongs, points, f=SMOOTH, c=1.0):
        """Checks of these wrong gradients, and of the correct one, at these points."""
        return [self.check_gradient(x, one, f, c) for one in wrongs for x in points]

    def shapes(self, x, table, level):
        return [
            self.check_gradient(x, "its gradient, with an axis more", SQUARED),
            self.check_gradient(level, "its first entry", SQUARED),
            self.check_gradient(table[:, :2], "its gradient, transposed and flattened", SQUARED),
            self.check_gradient(table, "its first column", SQUARED),
        ]

    @staticmethod
    def checks(title, asks, share, hint, **least):
        cases = tuple(Case(one, tells_apart(one, **least)) for one in asks)
        return Family(title, cases, share, hint=hint)

    def check_gradient(self, x, wrong, f=SMOOTH, c=1.0):
        first = self.first()
        return ask(
            "numeric.gradient_check", checked_gradients, f=f, c=c, wrong=wrong, x=x, first=first
        )

    def identity(self, x):
        return ask("numeric.gradient_check", checked_identity, x=x, first=self.first())

    def first(self):
        """Which of two checks is asked first: nobody who counts them can tell."""
        return str(self.rng.choice(["gradient", "wrong"]))
