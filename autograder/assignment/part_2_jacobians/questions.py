"""Part 2: the Jacobians of a layer, of activations, and the gradients of losses."""

from __future__ import annotations

import numpy as np
from gradescope_utils.autograder_utils.decorators import number, partial_credit, tags

from ...core.records import Ask, ask
from ...grading.case import QuestionCase, calls
from ..drawing import draws, without_noise
from ..picks import (
    diagonal,
    in_any_order,
    off_diagonal,
    sizes,
    up_to_a_factor,
)
from . import hints
from .labelled import BY_CLASS, classified, far_apart, large_rows, some_absent


class LayerJacobians(QuestionCase):
    @number("2.1")
    @partial_credit(3)
    @tags("linear layer")
    def test_linear_jacobian_x(self, set_score=None):
        """linear_jacobian_x"""
        self.grade_numbers_and_places(
            set_score,
            "jacobians.linear_jacobian_x",
            hints.ALONG_X,
            hints.PLACES_OF_X,
        )

    @number("2.2")
    @partial_credit(3)
    @tags("linear layer")
    def test_linear_jacobian_W(self, set_score=None):
        """linear_jacobian_W"""
        self.grade_numbers_and_places(
            set_score,
            "jacobians.linear_jacobian_W",
            hints.ALONG_W,
            hints.PLACES_OF_W,
        )

    def grade_numbers_and_places(self, set_score, function, numbers_hint, places_hint):
        unlike, square, single, special = self.layers(function)
        numbers = "the slopes, in any order"
        self.grade(
            set_score,
            [
                self.part(numbers, unlike, "slopes", in_any_order, 5, numbers_hint),
                self.family("more outputs than inputs, or fewer", unlike, hint=places_hint),
                self.family("as many outputs as inputs", square, hint=hints.SQUARE),
                self.family("a single output or input", single, hint=hints.ONE),
                self.family("zeros and equal numbers", special, hint=hints.BY_VALUE),
                *self.manners(square[2:5], share=1),
            ],
        )

    @number("2.3")
    @partial_credit(2)
    @tags("linear layer")
    def test_linear_jacobian_b(self, set_score=None):
        """linear_jacobian_b"""
        unlike, square, single, special = self.layers("jacobians.linear_jacobian_b")
        self.grade(
            set_score,
            [
                self.part("z_j along b_j", square, "diagonal", diagonal, 3, hints.ALONG_B),
                self.family("as many outputs as inputs", square, 2, hints.OTHERS_OF_B),
                self.family("more outputs than inputs, or fewer", unlike, 2, hints.SIZE_OF_B),
                self.family("a single output or input", single, hint=hints.ONE),
                self.family("zeros and equal numbers", special, hint=hints.BY_VALUE),
                *self.manners(square[2:5], share=1),
            ],
        )

    def layers(self, function) -> tuple[list[Ask], ...]:
        """Layers of unlike numbers of outputs and inputs, of equal ones, with a single one, and
        with zeros and equal numbers in W, b and x.
        """
        unlike = [(2, 3), (3, 2), (4, 2), (2, 5), (5, 3), (7, 12)]
        square = [(m, m) for m in (2, 2, 3, 2, 3, 5)]
        single = [(1, 1), (1, 2), (2, 1), (1, 3), (4, 1), (7, 1)]
        special = self.of_sizes(function, [(2, 3), (2, 3), (3, 2), (3, 2)])
        for place, asked in enumerate(special):
            for array in asked.inputs.values():
                array[-1] = array[0] if place % 2 else 0.0
        return *(self.of_sizes(function, of) for of in (unlike, square, single)), special

    def of_sizes(self, function, drawn):
        return [
            ask(function, W=draw((m, n)), b=draw(m), x=draw(n))
            for draw, (m, n) in zip(draws(self.rng, len(drawn)), drawn, strict=True)
        ]


class ActivationJacobians(QuestionCase):
    @number("2.4")
    @partial_credit(4)
    @tags("activations")
    def test_activation_jacobians(self, set_score=None):
        """sigmoid_jacobian, tanh_jacobian, relu_jacobian"""
        points = {name: self.points(name) for name in ("sigmoid", "tanh", "relu")}
        each = [asks[number] for number in (2, 5, 8) for asks in points.values()]
        self.grade(
            set_score,
            [
                *(self.slopes(name, asks) for name, asks in points.items()),
                *(self.matrix(name, asks) for name, asks in points.items()),
                self.family("ReLU at 0 and close to it", self.kinks(), hint=hints.KINK),
                self.family("sigmoid and tanh far out", self.far_out(), hint=hints.FAR_OUT),
                *self.manners(each, share=1),
            ],
        )

    def slopes(self, name, asks):
        hint = f"what is the slope of {name} at each z, and what is yours? {hints.SLOPES[name]}"
        return self.part(f"the slopes of {name}", asks, "slopes", diagonal, 1.5, hint)

    def matrix(self, name, asks):
        return self.family(f"the Jacobian of {name}", asks, 0.5, hints.MATRIX)

    def points(self, name):
        """Points with equal entries among them; for ReLU, none is at its kink."""
        counts = [1, 2, 3, 2, 1, 4, 5, 3, 6, 8, 15]
        asks = []
        for draw, m in zip(draws(self.rng, len(counts), largest=2.0), counts, strict=True):
            z = draw(m)
            z[-1] = z[m // 2]
            if name == "relu":
                z[0] = abs(z[0])
            elif m == 4:
                z[0] = 0.0
            asks.append(ask(f"jacobians.{name}_jacobian", z=z))
        return asks

    def kinks(self):
        """ReLU at 0 of either sign, between other points, and on both sides next to 0."""
        near = [0.0, -0.0, 1e-9, -1e-9, 1e-300, -1e-300]
        drawn = [[0.0], [0.0, 2.0], [-1.0, -0.0, 3.0], *(self.rng.permutation(near) for _ in "abc")]
        return [ask("jacobians.relu_jacobian", z=np.array(z)) for z in drawn]

    def far_out(self):
        """Points as far from 0 as the docstring says, beside points that are not."""
        exponents = [10, 30, 100, 400, 750, 1000]
        return [
            ask(f"jacobians.{name}_jacobian", z=np.array([sign * size, draw(1)[0], -sign * size]))
            for draw, size in zip(draws(self.rng, 6, 2.0), map(float, exponents), strict=True)
            for sign in (1, -1)
            for name in ("sigmoid", "tanh")
        ]


class SoftmaxJacobian(QuestionCase):
    @number("2.5")
    @partial_credit(3)
    @tags("softmax")
    def test_softmax_jacobian(self, set_score=None):
        """softmax_jacobian"""
        drawn = [2, 2, 3, 3, 4, 7]
        several = self.of_sizes(drawn)
        self.grade(
            set_score,
            [
                self.part("p_k along z_k", several, "diagonal", diagonal, 3, hints.OWN),
                self.part(
                    "p_k along the other z_i",
                    several,
                    "part off the diagonal",
                    off_diagonal,
                    3,
                    hints.OTHER_LOGIT,
                ),
                self.family("a single logit", self.of_sizes([1, 1, 1]), hint=hints.SINGLE_LOGIT),
                self.family("equal logits", self.equal(), hint=hints.BY_VALUE),
                self.family("logits from -1000 to 1000", self.large(), hint=hints.APART),
                *self.manners(several[2:5], share=1),
            ],
        )

    def of_sizes(self, drawn):
        return [
            ask("jacobians.softmax_jacobian", z=draw(m))
            for draw, m in zip(draws(self.rng, len(drawn), 2.0), drawn, strict=True)
        ]

    def equal(self):
        drawn = [[0, 0], [1, 2, 1], [3, 3, 3], [0.5, -1.5, -1.5, 0.5]]
        return [ask("jacobians.softmax_jacobian", z=np.array(z, dtype=float)) for z in drawn]

    def large(self):
        near = [sign * 998.0 + self.rng.permutation(np.arange(-2, 3))[:3] for sign in (1, -1)]
        return [ask("jacobians.softmax_jacobian", z=z) for z in (*near, *far_apart(self.rng))]


SIZES = "the slopes, up to one factor and their signs"
DIRECTION = "the slopes, up to one factor"


class LossGradients(QuestionCase):
    @number("2.6")
    @partial_credit(2)
    @tags("losses")
    def test_mse_gradient(self, set_score=None):
        """mse_gradient"""
        several = self.of_sizes([(2, 2), (2, 3), (3, 2), (4, 3), (3, 3), (6, 9)])
        self.grade(
            set_score,
            [
                self.part(SIZES, several, "sizes", sizes, 3, hints.OF_ONE_ENTRY),
                self.part(DIRECTION, several, "direction", up_to_a_factor, 2, hints.OF_ONE_ENTRY),
                self.family("several examples and outputs", several, 2, hints.OF_THE_SQUARE),
                self.family("a single example or output", self.few(), hint=hints.FEW),
                *self.manners(several[2:5], share=1),
            ],
        )

    def of_sizes(self, drawn):
        asks = []
        for draw, size in zip(draws(self.rng, len(drawn)), drawn, strict=True):
            y_hat, errors = draw(size), draw(size)
            asks.append(ask("jacobians.mse_gradient", y_hat=y_hat, y=without_noise(y_hat - errors)))
        return asks

    def few(self):
        correct = self.rng.integers(-3, 4, size=(3, 2)).astype(float)
        perfect = ask("jacobians.mse_gradient", y_hat=correct, y=correct)
        return [*self.of_sizes([(1, 1), (1, 2), (3, 1), (1, 4), (2, 1), (1, 6), (9, 1)]), perfect]

    @number("2.7")
    @partial_credit(3)
    @tags("losses", "softmax")
    @calls("jacobians.softmax_jacobian")
    def test_softmax_cross_entropy_gradient(self, set_score=None):
        """softmax_cross_entropy_gradient"""
        all_occur = classified(self.rng, [(2, 2), (3, 2), (3, 3), (4, 3), (7, 5)])
        self.grade(
            set_score,
            [
                *(
                    self.part(
                        title, all_occur, "slopes", pick, 2, hints.OF_ONE_EXAMPLE, given="labels"
                    )
                    for title, pick in BY_CLASS.items()
                ),
                self.family("labels of every class", all_occur, hint=hints.OF_THE_MEAN),
                self.form("a slope for each logit", all_occur, 1, hints.OF_THE_MEAN),
                self.family("classes without a label", some_absent(self.rng), hint=hints.ABSENT),
                self.family("logits from -1000 to 1000", large_rows(self.rng), hint=hints.APART),
                *self.manners(all_occur[2:5], share=1),
            ],
        )
