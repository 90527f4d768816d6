"""Part 1: gradient descent and the learning rate."""

from __future__ import annotations

import numpy as np
from gradescope_utils.autograder_utils.decorators import number, partial_credit, tags

from ...core.records import Ask, Case, ask
from ...grading.case import QuestionCase, pictured
from ..drawing import draws, short
from ..picks import last_point, real, way
from .scripts import descend

PLANE = (
    "on a plane the gradient is the same everywhere, and all of the way lies along it. Do you "
    "return points, and is each the one before it and a multiple of the gradient?"
)
END = (
    "the end of the path is not where it should be. Which way is down, how far does alpha let you "
    "go, at which theta is each gradient taken, and how many steps are there?"
)
PATH = (
    "theta0 comes first in the path, then one row for each step: (steps + 1, p) in all, and (1, p) "
    "where there is no step. Which row of yours is another one, and has each an array of its own?"
)
STOPS = (
    "here a short step should end the descent. Do you compare the tolerance with the length of the "
    "step just taken, the square root of a sum of squares, and does the path end with it?"
)
EDGES = (
    "count the rows of this case by hand: does a step as long as the tolerance, or one of length "
    "0, end your descent, and is every point kept, also one that is all 0?"
)
KEPT = (
    "theta0 may be read-only, and gradient may return theta itself, or the same array each time: "
    "does -= or *= write into an array that is not only yours?"
)


class GradientDescent(QuestionCase):
    @number("1.1")
    @partial_credit(8)
    @tags("gradient descent")
    @pictured("the path", real)
    def test_gradient_descent(self, set_score=None):
        """gradient_descent"""
        planes, walks, stopping = self.planes(), self.walks(), self.stopping()
        starts = [self.descend(asked.inputs["theta0"], steps=0) for asked in walks[1:4]]
        integers, alone = self.manners([self.single_step(p) for p in (1, 2, 3)], share=1.1)
        cases = (*alone.cases, *self.kept_gradients())
        untouched = alone._replace(cases=cases, hint=KEPT)
        self.grade(
            set_score,
            [
                self.part("along the gradient", planes, "way", way, 4.1, PLANE, given="theta0"),
                self.part(
                    "the end of the path", walks, "last point", last_point, 1.6, END, given="theta0"
                ),
                self.family("the whole path", [*walks, *starts], 1.1, PATH),
                self.family("it stops after a short step", stopping, 1.3, STOPS),
                self.family("steps as long as the tolerance", self.edges(), 1.1, EDGES),
                integers,
                untouched,
            ],
        )

    def descend(self, theta0, slope=None, steps=4, learning_rate=0.5, **tolerance) -> Ask:
        return ask(
            "descent.gradient_descent",
            script=descend,
            slope=slope or self.round_bowl(len(theta0)),
            theta0=theta0,
            learning_rate=learning_rate,
            max_steps=steps,
            **tolerance,
        )

    @staticmethod
    def round_bowl(size):
        """f = ‖θ‖² / 2, whose gradient is θ: each step shrinks θ by the factor 1 - α."""
        return {"kind": "bowl", "A": np.eye(size), "b": np.zeros(size)}

    def planes(self):
        sizes = [1, 2, 2, 3, 3, 2]
        return [
            self.descend(draw(p), {"kind": "bowl", "A": np.zeros((p, p)), "b": draw(p) + 5.0}, 3)
            for draw, p in zip(draws(self.rng, len(sizes), 1.0), sizes, strict=True)
        ]

    def walks(self):
        """Bowls, hills and very steep bowls, for one step and for several."""
        theta0 = short(self.rng.normal(size=4) * [1, -2, 3, -4], 3)
        bowl, steep = self.bowl(4), self.bowl(3)
        steep = {"kind": "bowl", **{name: (1e6 * steep[name]).round() for name in "Ab"}}
        small = [
            self.descend(
                self.start(p), {"kind": "bowl", "A": np.diag(curves), "b": -self.start(p)}, n
            )
            for p, n, curves in (
                (1, 1, [3.0]),
                (1, 2, [1.0]),
                (3, 1, [1.0, 2.0, 3.0]),
                (2, 3, [3.0, 1.0]),
            )
        ]
        return [
            *small,
            self.descend(theta0[:2], self.bowl(2), 2, 0.15),
            *(self.descend(theta0, bowl, 6, rate) for rate in (0.15, 0.6, 0.003)),
            *(self.descend(theta0[:p], self.hills(p), 4, 0.15) for p in (1, 2, 4)),
            self.descend(theta0[:3], steep, 3, 1.5e-7),
            self.descend(theta0, bowl, 20, 0.3),
        ]

    def start(self, size):
        """A point in whole numbers, positive and negative ones by turns, none of them 0."""
        return self.rng.choice([1.0, 2.0, 3.0, 4.0, 5.0], size) * (-1.0) ** np.arange(size)

    def bowl(self, size):
        """A strongly convex quadratic whose curvatures lie between 0.5 and 5."""
        axes, _ = np.linalg.qr(self.rng.normal(size=(size, size)))
        curvatures = np.linspace(0.5, 5, size)
        A = (axes * curvatures @ axes.T).round(3)
        return {"kind": "bowl", "A": A, "b": self.rng.normal(size=size).round(2)}

    def hills(self, size):
        return {"kind": "hills", "c": self.rng.uniform(1, 3, size=size).round(2)}

    def stopping(self):
        """Round bowls: ‖Δθ_t‖ = α (1 − α)^(t − 1) ‖θ₀‖, and tolerances between two."""
        asks = []
        for p, last, rate in zip(
            (1, 1, 2, 3, 4, 9),
            (2, 3, 2, 3, 5, 4),
            (0.5, 0.25, 0.3) * 2,
            strict=True,
        ):
            theta0 = self.rng.uniform(2, 3, size=p).round(2) * (-1.0) ** np.arange(p)
            for theta in (theta0, -theta0):
                length = rate * float(np.linalg.norm(theta))
                tolerance = float(f"{length * (1 - rate) ** (last - 1.5):.4g}")
                asks.append(self.descend(theta, None, 12, rate, tolerance=tolerance))
        there_and_back = self.descend(np.array([3.0, -4.0]), None, 3, 2.0, tolerance=0.5)
        return [*asks, there_and_back]

    def edges(self):
        """Steps of lengths that are exact, such as 4, 2, 1, …, or of 5 = ‖(3, 4)‖."""
        triangle = np.array([6.0, -8.0])
        return [
            *(self.descend(np.array([size]), tolerance=1.0) for size in (8.0, -8.0)),
            *(self.descend(triangle * sign, tolerance=2.5) for sign in (1, -1)),
            *(self.descend(np.array([2.0, 1.0]), tolerance=far) for far in (100.0, 1e-3)),
            self.descend(np.array([8.0]), steps=3, tolerance=1.5),
            *(self.descend(np.zeros(3), steps=3, **none) for none in ({}, {"tolerance": 0.0})),
        ]

    def single_step(self, size):
        """One step of a length with a fraction, from whole numbers."""
        bowl = {"kind": "bowl", "A": np.diag(np.arange(1.0, size + 1)), "b": np.full(size, 7.5)}
        return self.descend(self.start(size), bowl, 1, 0.15)

    def kept_gradients(self) -> tuple[Case, ...]:
        """Gradients that return the very array that they were given, or always the same one."""
        c = self.start(4) / 4
        plane = {"kind": "bowl", "A": np.zeros((4, 4)), "b": -c}
        kinds = ({"kind": "round bowl"}, self.round_bowl(4)), ({"kind": "plane", "c": c}, plane)
        cases = []
        for kept, fresh in kinds:
            asked, beside = (self.descend(self.start(4), one, 4, 0.15) for one in (kept, fresh))
            beside = beside._replace(inputs={**beside.inputs, "theta0": asked.inputs["theta0"]})
            cases += [one._replace(beside=beside) for one in self.family("", [asked]).cases]
        return tuple(cases)
