"""The script for the chain rule on scalars, which is given functions to call."""

import itertools

from ...grading.scripts import script


def _written(name, inputs):
    """The call, with the functions as Python."""
    given = [f"{one} = {text}" for one, text in _functions(inputs).items()]
    return f"{name}(f_prime, g, g_prime, x)", [*given, f"x = {inputs['x']!r}"]


def _functions(inputs):
    """What is given, by its name."""
    f, g = inputs["f"], inputs["g"]
    return {"f_prime": slope_of(f, "u"), "g": function_of(g), "g_prime": slope_of(g)}


def function_of(description, name: str = "x") -> str:
    """[1, 0, 2] is lambda x: 2*x**2 + 1, and ["sin", 2] is lambda x: np.sin(2*x)."""
    return f"lambda {name}: {_formula(description, name)}"


def slope_of(description, name: str = "x") -> str:
    """The derivative of that function."""
    return f"lambda {name}: {_slope(description, name)}"


def _formula(description, name):
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
    given = map(package.formula, _functions(inputs).values())
    return package.find(name)(*given, inputs["x"])
