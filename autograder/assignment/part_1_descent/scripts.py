"""The script for gradient descent, which is given a gradient to call."""

import numpy as np

from ...grading.scripts import script


@script()
def descend(package, name, inputs):
    """The path from theta0, with the gradient that `slope` describes."""
    arguments = [inputs["theta0"], inputs["learning_rate"], inputs["max_steps"]]
    if "tolerance" in inputs:
        arguments.append(inputs["tolerance"])
    return package(name)(_gradient_of(inputs["slope"], package), *arguments)


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
