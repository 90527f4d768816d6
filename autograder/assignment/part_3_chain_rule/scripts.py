"""The script for the chain rule on scalars, which is given functions to call."""

import math

from ...grading.scripts import script


@script()
def compose(package, name, inputs):
    """F'(x) for F = f(g(x)), where `f` and `g` are described by plain data."""
    _, f_prime = scalar_function(inputs["f"])
    g, g_prime = scalar_function(inputs["g"])
    return package(name)(f_prime, g, g_prime, inputs["x"])


def scalar_function(description):
    """A function and its derivative: a polynomial [c0, c1, ...], ["sin", k] or ["exp", k]."""
    if description[0] == "sin":
        k = description[1]
        return (lambda x: math.sin(k * x)), (lambda x: k * math.cos(k * x))
    if description[0] == "exp":
        k = description[1]
        return (lambda x: math.exp(k * x)), (lambda x: k * math.exp(k * x))
    slopes = [power * c for power, c in enumerate(description)][1:]
    return _polynomial(description), _polynomial(slopes)


def _polynomial(coefficients):
    return lambda x: sum(c * x**power for power, c in enumerate(coefficients))
