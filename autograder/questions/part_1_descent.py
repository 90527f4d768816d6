"""Part 1: gradient descent and the learning rate."""

import numpy as np
from gradescope_utils.autograder_utils.decorators import number, partial_credit, tags

from ..records import ask
from ..scripts.descending import descend
from .case import QuestionCase


class GradientDescent(QuestionCase):
    @number("1.1")
    @partial_credit(8)
    @tags("gradient descent")
    def test_gradient_descent(self, set_score=None):
        """gradient_descent"""
        theta0 = self.rng.normal(size=4) * [1, -2, 3, -4]
        bowl = self.bowl(4)
        steps = self.descend(theta0, bowl, max_steps=6)
        self.grade(
            set_score,
            [
                self.same("six steps in a bowl", steps, share=2),
                self.same("six steps over hills", self.descend(theta0, self.hills(4))),
                self.same("a rate that is too large", self.descend(theta0, bowl, 6, 0.6)),
                self.same("a steep bowl and a small rate", self.steep(theta0, bowl), 0.5),
                self.same("no steps at all", self.descend(theta0, bowl, max_steps=0)),
                self.same("one step", self.descend(theta0[:2], self.bowl(2), max_steps=1)),
                self.same("it comes down: 60 steps", self.descend(theta0, bowl, max_steps=60)),
                self.same("it stops where a step is small", self.stopping(size=1), share=2),
                self.same("a step's size is its 2-norm", self.stopping(size=4), share=2),
                self.same("tolerance 0 never stops it", self.at_rest(), share=0.5),
                self.same("a gradient that is theta itself", self.handed_back(theta0), 0.5),
                self.same("a gradient that is one array for all theta", self.plane(theta0), 0.5),
                *self.manners(steps),
            ],
        )

    def descend(self, theta0, slope, max_steps=6, learning_rate=0.15, **tolerance):
        return ask(
            "descent.gradient_descent",
            script=descend,
            slope=slope,
            theta0=theta0,
            learning_rate=learning_rate,
            max_steps=max_steps,
            **tolerance,
        )

    def bowl(self, size):
        """A strongly convex quadratic whose curvatures lie between 0.5 and 5."""
        axes, _ = np.linalg.qr(self.rng.normal(size=(size, size)))
        curvatures = np.linspace(0.5, 5, size)
        return {"kind": "bowl", "A": axes * curvatures @ axes.T, "b": self.rng.normal(size=size)}

    def steep(self, theta0, bowl):
        """Gradients of a million: every length is right for a gradient."""
        steep = {"kind": "bowl", "A": 1e6 * bowl["A"], "b": 1e6 * bowl["b"]}
        return self.descend(theta0, steep, max_steps=6, learning_rate=1.5e-7)

    def handed_back(self, theta0):
        """f = ‖θ‖² / 2: its gradient hands back the very array that it was given."""
        return self.descend(theta0, {"kind": "round bowl"}, max_steps=4)

    def plane(self, theta0):
        return self.descend(theta0, {"kind": "plane", "c": self.rng.normal(size=4)}, max_steps=4)

    def hills(self, size):
        return {"kind": "hills", "c": self.rng.uniform(1, 3, size=size)}

    def stopping(self, size):
        """A bowl in which each step is 0.7 of the one before.

        The tolerance lies half-way, on a log scale, between two steps' sizes:
        ‖Δθ_t‖ = 0.3 · 0.7^(t − 1) ‖θ₀‖.
        """
        theta0 = self.rng.uniform(2, 3, size=size) * (-1.0) ** np.arange(size)
        last = int(self.rng.integers(5, 12))
        tolerance = 0.3 * 0.7 ** (last - 1.5) * float(np.linalg.norm(theta0))
        round_bowl = {"kind": "bowl", "A": np.eye(size), "b": np.zeros(size)}
        return self.descend(
            theta0, round_bowl, max_steps=40, learning_rate=0.3, tolerance=tolerance
        )

    def at_rest(self):
        """A start at the minimum: every step is 0, which is not less than a tolerance of 0."""
        bowl = {"kind": "bowl", "A": np.eye(3), "b": np.zeros(3)}
        return self.descend(np.zeros(3), bowl, max_steps=5, tolerance=0.0)
