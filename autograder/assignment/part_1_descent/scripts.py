"""The script for gradient descent, which is given a gradient to call."""

import numpy as np

from ...grading.judging.wording import assigned
from ...grading.scripts import script

KINDS = {
    "round bowl": "theta",
    "plane": "c",
    "bowl": "A @ theta - b",
    "hills": "c * np.sin(theta)",
}


def _written(name, inputs):
    """The call, with the gradient as Python."""
    plain = (
        "theta0",
        "learning_rate",
        "max_steps",
        *(["tolerance"] if "tolerance" in inputs else []),
    )
    slope = inputs["slope"]
    gradient = [*assigned(slope, "A", "b", "c"), f"gradient = lambda theta: {KINDS[slope['kind']]}"]
    return f"{name}(gradient, {', '.join(plain)})", [*gradient, *assigned(inputs, *plain)]


@script(written=_written)
def descend(package, name, inputs):
    """The path from theta0, with the gradient that `slope` describes."""
    arguments = [inputs["theta0"], inputs["learning_rate"], inputs["max_steps"]]
    if "tolerance" in inputs:
        arguments.append(inputs["tolerance"])
    return package.find(name)(_gradient_of(inputs["slope"], package), *arguments)


def _gradient_of(slope, package):
    """The gradient of a quadratic bowl, A theta - b, of hills, c sin(theta), or of simpler ones.

    Of a round bowl it is theta itself, and of a plane always the same array.
    """
    if slope["kind"] == "round bowl":
        return package.by_reference(lambda theta: theta)
    if slope["kind"] == "plane":
        c = package.give(slope["c"], "plain")
        return lambda theta: c
    if slope["kind"] == "bowl":
        return lambda theta: slope["A"] @ np.asarray(theta, dtype=float) - slope["b"]
    return lambda theta: slope["c"] * np.sin(np.asarray(theta, dtype=float))
