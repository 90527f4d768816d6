"""Part 2: the Jacobians of a layer, of activations, and the gradients of losses."""

import numpy as np
from gradescope_utils.autograder_utils.decorators import number, partial_credit, tags

from ..records import ask
from .case import QuestionCase, calls

FAR_APART = np.array([-990.0, 990, 990, 0])
"""Logits whose distance from their mean, from the first and from the last overflows exp."""


class Jacobians(QuestionCase):
    @number("2.1")
    @partial_credit(3)
    @tags("linear layer")
    def test_linear_jacobian_x(self, set_score=None):
        """linear_jacobian_x"""
        self.grade_layer(set_score, "jacobians.linear_jacobian_x")

    @number("2.2")
    @partial_credit(3)
    @tags("linear layer")
    def test_linear_jacobian_W(self, set_score=None):
        """linear_jacobian_W"""
        self.grade_layer(set_score, "jacobians.linear_jacobian_W")

    @number("2.3")
    @partial_credit(2)
    @tags("linear layer")
    def test_linear_jacobian_b(self, set_score=None):
        """linear_jacobian_b"""
        self.grade_layer(set_score, "jacobians.linear_jacobian_b")

    def grade_layer(self, set_score, function):
        four_by_three = self.layer(function, outputs=4, inputs=3)
        self.grade(
            set_score,
            [
                self.same("4 outputs of 3 inputs", four_by_three, share=2),
                self.same("2 outputs of 5 inputs", self.layer(function, 2, 5), share=2),
                self.same("1 output of 3 inputs", self.layer(function, 1, 3)),
                self.same("4 outputs of 1 input", self.layer(function, 4, 1)),
                self.same("3 outputs of 3 inputs", self.layer(function, 3, 3)),
                *self.manners(four_by_three),
            ],
        )

    def layer(self, function, outputs, inputs):
        draw = self.rng.normal
        return ask(
            function, W=draw(size=(outputs, inputs)), b=draw(size=outputs), x=draw(size=inputs)
        )

    @number("2.4")
    @partial_credit(4)
    @tags("activations")
    def test_activation_jacobians(self, set_score=None):
        """sigmoid_jacobian, tanh_jacobian, relu_jacobian"""
        checks = []
        for name in ("sigmoid", "tanh", "relu"):
            function = f"jacobians.{name}_jacobian"
            z = self.rng.uniform(1.1, 3, size=5) * [-1, 1, -1, 1, 1]
            z[:2] /= 4
            checks += [
                self.same(f"{name} at five points", ask(function, z=z), share=2),
                self.same(f"{name} at one point", ask(function, z=z[3:4])),
                self.same(f"{name} at 0 and far out", ask(function, z=np.array([0.0, 800, -800]))),
                self.same(f"{name} where two z are equal", ask(function, z=z[[0, 3, 3]]), 0.5),
            ]
            checks += self.manners(ask(function, z=z), prefix=f"{name}: ")
        self.grade(set_score, checks)

    @number("2.5")
    @partial_credit(3)
    @tags("softmax")
    def test_softmax_jacobian(self, set_score=None):
        """softmax_jacobian"""
        function = "jacobians.softmax_jacobian"
        z = self.rng.normal(size=5)
        self.grade(
            set_score,
            [
                self.same("five logits", ask(function, z=z), share=2),
                self.same("three logits", ask(function, z=2 * z[:3]), share=2),
                self.same("one logit", ask(function, z=z[:1]), share=0.5),
                self.same("logits near 1000", ask(function, z=z + 1000)),
                self.same("logits near -1000", ask(function, z=z - 1000)),
                self.same("logits from -990 to 990", ask(function, z=z[:4] + FAR_APART)),
                *self.manners(ask(function, z=z)),
            ],
        )


class LossGradients(QuestionCase):
    @number("2.6")
    @partial_credit(2)
    @tags("losses")
    def test_mse_gradient(self, set_score=None):
        """mse_gradient"""
        seven_by_three = self.predictions(7, 3)
        self.grade(
            set_score,
            [
                self.same("7 examples, 3 outputs", seven_by_three, share=2),
                self.same("5 examples, 1 output", self.predictions(5, 1)),
                self.same("1 example, 4 outputs", self.predictions(1, 4)),
                self.same("4 examples, 4 outputs", self.predictions(4, 4), 0.5),
                *self.manners(seven_by_three),
            ],
        )

    def predictions(self, n, k):
        return ask(
            "jacobians.mse_gradient",
            y_hat=self.rng.normal(size=(n, k)),
            y=self.rng.normal(size=(n, k)),
        )

    @number("2.7")
    @partial_credit(3)
    @tags("losses", "softmax")
    @calls("jacobians.softmax_jacobian")
    def test_softmax_cross_entropy_gradient(self, set_score=None):
        """softmax_cross_entropy_gradient"""
        seven_by_four = self.classified(7, 4)
        self.grade(
            set_score,
            [
                self.same("7 examples, 4 classes", seven_by_four, share=2),
                self.same("4 examples, 4 classes", self.classified(4, 4)),
                self.same("1 example, 3 classes", self.classified(1, 3)),
                self.same("5 examples, 2 classes", self.classified(5, 2)),
                self.same("only two classes occur", self.classified(5, 4, occurring=(1, 3))),
                self.same("probabilities near 0 and 1", self.classified(5, 4, spread=40), 0.5),
                self.same("logits near 1000", self.classified(3, 4, near=1000)),
                self.same("rows 1000 apart", self.classified(3, 4, near=[[1000], [-1000], [0]])),
                self.same("all of one class", self.classified(5, 4, occurring=(2, 3)), 0.5),
                self.same("logits from -990 to 990", self.classified(3, 4, FAR_APART, 1, (0, 1))),
                *self.manners(seven_by_four),
            ],
        )

    def classified(self, n, k, near=0, spread=1, occurring=None):
        first, end = occurring or (0, k)
        return ask(
            "jacobians.softmax_cross_entropy_gradient",
            logits=np.asarray(near) + spread * self.rng.normal(size=(n, k)),
            labels=self.rng.integers(first, end, size=n),
        )
