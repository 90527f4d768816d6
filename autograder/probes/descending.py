"""The probe for gradient descent, which is given a gradient to call."""

import numpy as np

from . import probe


@probe
def descend(functions, name, inputs):
    """The path from theta0, with the gradient that `slope` describes."""
    gradient_descent = functions(name)
    arguments = [inputs["theta0"], inputs["learning_rate"], inputs["max_steps"]]
    if "tolerance" in inputs:
        arguments.append(inputs["tolerance"])
    return gradient_descent(gradient_of(inputs["slope"]), *arguments)


def gradient_of(slope):
    """The gradient of a quadratic bowl, A theta - b, of hills, c sin(theta), or of simpler ones.

    Of a round bowl it is theta itself, and of a plane always the same array.
    """
    if slope["kind"] == "round bowl":
        return lambda theta: np.asarray(theta, dtype=float)
    if slope["kind"] == "plane":
        return lambda theta: slope["c"]
    if slope["kind"] == "bowl":
        return lambda theta: slope["A"] @ np.asarray(theta, dtype=float) - slope["b"]
    return lambda theta: slope["c"] * np.sin(np.asarray(theta, dtype=float))
