"""The script for gradient descent, which is given a gradient to call."""

from ...grading.judging.wording import assigned
from ...grading.scripts import script

KINDS = {
    "round bowl": "theta",
    "plane": "c",
    "bowl": "A @ theta - b",
    "hills": "c * np.sin(theta)",
}
"""Gradients: of a round bowl it is theta itself, and of a plane always the same array."""


def _written(name, inputs):
    """The call, with the gradient as Python."""
    plain = (
        "theta0",
        "learning_rate",
        "max_steps",
        *(["tolerance"] if "tolerance" in inputs else []),
    )
    slope = inputs["slope"]
    gradient = [*assigned(slope, "A", "b", "c"), f"gradient = {_gradient(slope)}"]
    return f"{name}(gradient, {', '.join(plain)})", [*gradient, *assigned(inputs, *plain)]


@script(written=_written)
def descend(package, name, inputs):
    """The path from theta0, with the gradient that `slope` describes."""
    slope = inputs["slope"]
    arguments = [inputs["theta0"], inputs["learning_rate"], inputs["max_steps"]]
    if "tolerance" in inputs:
        arguments.append(inputs["tolerance"])
    values = {name: slope[name] for name in "Abc" if name in slope}
    gradient = package.formula(_gradient(slope), **values)
    return package.find(name)(gradient, *arguments)


def _gradient(slope):
    return f"lambda theta: {KINDS[slope['kind']]}"
