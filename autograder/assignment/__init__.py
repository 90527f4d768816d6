"""Everything about this homework, and nothing else: what course staff edit.

For each part its graded questions and, beside them, the known mistakes; what draws networks and
programs; the trainings that are judged by their end; the handout's figures; settings.toml.
"""

from __future__ import annotations

import pathlib

from ..core.assignment import Assignment, parts_beside, root_above
from .equivalent import EQUIVALENT

OPERATORS = (
    "__add__", "__radd__", "__sub__", "__rsub__", "__mul__", "__rmul__", "__truediv__",
    "__rtruediv__", "__pow__", "__neg__", "__abs__", "__lt__", "__le__", "__gt__", "__ge__",
)  # fmt: skip

ASSIGNMENT = Assignment(
    name="backprop-homework",
    root=root_above(__file__),
    package="backprop",
    settings=pathlib.Path(__file__).with_name("settings.toml"),
    parts=parts_beside(__file__, __name__),
    # What a Dual and a Value do and have.
    methods=(*OPERATORS, "sin", "cos", "exp", "log", "sqrt", "tanh", "relu", "backward"),
    attributes=("value", "tangent", "data", "grad"),
    squaring=("jacobians.", "numeric."),
    figures=f"{__name__}.figures",
    leaderboard=f"{__name__}.leaderboard",
    notebook="backprop_and_sgd.ipynb",
    guessable=("2.1",),  # the Jacobian of W x is W
    variants=pathlib.Path(__file__).parents[1] / "tests" / "variants",
    equivalent=EQUIVALENT,
    skeletons=pathlib.Path(__file__).with_name("skeletons"),
)
