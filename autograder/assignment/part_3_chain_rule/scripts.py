"""The script for the chain rule on scalars, which is given functions to call."""

import itertools
import math

from ...grading.scripts import script


def _written(name, inputs):
    """The call, with the functions as Python."""
    f, g = inputs["f"], inputs["g"]
    functions = [
        f"f_prime = lambda u: {_slope(f, 'u')}",
        f"g = lambda x: {_formula(g, 'x')}",
        f"g_prime = lambda x: {_slope(g, 'x')}",
    ]
    return f"{name}(f_prime, g, g_prime, x)", [*functions, f"x = {inputs['x']!r}"]


def _formula(description, name):
    """[1, 0, 2] is 2*x**2 + 1, and ["sin", 2] is np.sin(2*x)."""
    if isinstance(description[0], str):
        return f"np.{description[0]}({description[1]:g}*{name})"
    powers = itertools.chain(("", f"*{name}"), (f"*{name}**{n}" for n in itertools.count(2)))
    terms = [f"{c:g}{power}" for c, power in zip(description, powers, strict=False) if c]
    terms = [term.removeprefix("1*") for term in terms]
    return " + ".join(reversed(terms)).replace("+ -", "- ") or "0"


def _slope(description, name):
    if isinstance(description[0], str):
        other = "cos" if description[0] == "sin" else "exp"
        return f"{description[1]:g}*{_formula([other, description[1]], name)}"
    return _formula(_slopes(description), name)


def _slopes(polynomial):
    return [power * c for power, c in enumerate(polynomial)][1:] or [0]


@script(written=_written)
def compose(package, name, inputs):
    """F'(x) for F = f(g(x)), where `f` and `g` are described by plain data."""
    _, f_prime = scalar_function(inputs["f"])
    g, g_prime = scalar_function(inputs["g"])
    return package.find(name)(f_prime, g, g_prime, inputs["x"])


def scalar_function(description):
    """A function and its derivative: a polynomial [c0, c1, ...], ["sin", k] or ["exp", k]."""
    if description[0] == "sin":
        k = description[1]
        return (lambda x: math.sin(k * x)), (lambda x: k * math.cos(k * x))
    if description[0] == "exp":
        k = description[1]
        return (lambda x: math.exp(k * x)), (lambda x: k * math.exp(k * x))
    return _polynomial(description), _polynomial(_slopes(description))


def _polynomial(coefficients):
    return lambda x: sum(c * x**power for power, c in enumerate(coefficients))
