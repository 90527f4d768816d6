"""What a student would write for a script of parts 6, 8 and 9: the call, and what it needs."""

from __future__ import annotations

import re

import numpy as np

from ..grading.judging.wording import assigned
from .programs import CHAIN, LOOP, LOOP_ON_ARRAY, W

WRITTEN_OUT = {
    LOOP: "f = lambda x: x if abs(x) <= 5 else f(x / 2)",
    LOOP_ON_ARRAY: "f = lambda x: x[0] if abs(x[0]) <= 5 else f(x / 2)",
    CHAIN: """def f(x):
    y = 0.0
    for step in range(700): y = y * 0.999 + x[step % 4]
    return y""",
}
"""Programs that are no Python by their text, as Python."""
SQUARED = "c * np.sum(x**2) / 2"
IN_DTYPE = "c * sum(x**2) / 2, gradient in the dtype of x"
CHECKED = {
    "c * sum(sin(x))": ("c * np.sum(np.sin(x))", "c * np.cos(x)"),
    "c * sum(x**2) / 2": (SQUARED, "c * x"),
    IN_DTYPE: (SQUARED, "(c * x).astype(x.dtype)"),
    "c * sum(x**3) / 3": ("c * np.sum(x**3) / 3", "c * x**2"),
}
"""Functions for gradient checks, and their gradients."""
IDENTITY = "lambda x: x"
IDENTITY_OF = {"f": "lambda x: np.sum(x**2) / 2", "other": "lambda x: -np.sum(x**2) / 2"}
"""A gradient that is x itself; that of one function, and not that of another one."""


def _field(text):
    weights = assigned({"W": W}) if "W @" in text else []
    return [*weights, WRITTEN_OUT.get(text, f"f = lambda x: {text}")]


def of_measured(name, inputs):
    """A gradient by finite differences, for each of the steps `h`, or for the function's own."""
    each = f"[{name}(f, x, h) for h in {inputs['h']}]" if "h" in inputs else f"{name}(f, x)"
    return each, [*_field(inputs["field"]), *assigned(inputs, "x")]


def of_jacobian(name, inputs):
    """A Jacobian by finite differences."""
    h = ", h" if "h" in inputs else ""
    return f"{name}(f, x{h})", [*_field(inputs["map"]), *assigned(inputs, "x", "h")]


CLAIMS = {
    "minus its gradient": "-gradient(x)",
    "twice its gradient": "2 * gradient(x)",
    "its gradient, one entry negated": "gradient(x) * {negated}",
    "its gradient, transposed and flattened": "gradient(x).T.ravel()",
    "NaN in one entry": "np.where({middle}, np.nan, gradient(x))",
    "zeros": "0 * gradient(x)",
    "its gradient + 1": "gradient(x) + 1",
    "its gradient, with an axis more": "gradient(x)[np.newaxis]",
    "1.02 times its gradient": "1.02 * gradient(x)",
    "its first entry": "gradient(x).flat[0]",
    "its first column": "gradient(x)[:, :1]",
    "NaN": "np.nan * gradient(x)",
    "infinity": "np.inf * gradient(x)",
}


def claimed(claim, x):
    """What a wrong gradient is at x, as Python, made of the correct one."""
    places = np.arange(x.size).reshape(x.shape)
    negated = np.where(places == x.size // 3, -1, 1).tolist()
    middle = np.where(places == x.size // 2, 1, 0).tolist()
    return CLAIMS[claim].format(negated=negated, middle=middle)


def of_check(name, inputs):
    """A gradient check of the correct gradient and of a wrong one, or `only` one of them."""
    f, gradient = CHECKED[inputs["f"]]
    wrong = claimed(inputs["wrong"], inputs["x"])
    functions = {"f": f, "gradient": gradient, "wrong": wrong}
    checked = [inputs["only"]] if "only" in inputs else ["gradient", "wrong"]
    needed = (one for one in functions if one != "wrong" or one in checked)
    given = [f"{one} = lambda x: {functions[one]}" for one in needed]
    called = "; ".join(f"{name}(f, {one}, x)" for one in checked)
    return called, [*assigned(inputs, "c", "x"), *given]


def of_identity(name, inputs):
    """The same where the gradient is x itself: of a function whose gradient that is, or is not."""
    checked = {"gradient": "f", "wrong": "other"}
    fs = [checked[inputs["only"]]] if "only" in inputs else list(IDENTITY_OF)
    given = [f"{f} = {IDENTITY_OF[f]}" for f in fs]
    called = "; ".join(f"{name}({f}, gradient, x)" for f in fs)
    return called, [*assigned(inputs, "x"), *given, f"gradient = {IDENTITY}"]


def _array(names):
    return ["a = np.array([x, y])"] if "a" in names else []


def on_duals(name, inputs):
    """A program on Duals."""
    names = _names(inputs["program"])
    moving = [
        f"{x} = {name}({inputs[x]}, {inputs[x + '_tangent']})" for x in "xy" if names & {x, "a"}
    ]
    return inputs["program"], [*moving, *_array(names)]


def _names(program):
    return set(re.findall(r"\w+", program))


def on_values(name, inputs):
    """A program on Values, and a pass backward from its result."""
    *lines, last = inputs["program"].split("; ")
    called = "; ".join([*lines, f"f = {last}", "f.backward()"])
    values = [f"{x} = {name}({inputs[x]})" for x in "xy"]
    return called, [*values, *_array(_names(inputs["program"]))]


def results_of(inputs):
    """What is looked at after a program on Duals, or on Values."""
    if "x_tangent" in inputs:
        return ["value", "tangent"]
    lines = inputs["program"].split("; ")[:-1]
    nodes = ["f", "x", "y", *(line.partition(" = ")[0] for line in lines)]
    return ["f.data", *(f"grad of {node}" for node in nodes)]


def of_long(name, inputs):
    """So many steps, of the one kind or the other."""
    step = "f = f + f" if inputs["times"] < 100 else "f = -f"
    called = f"for step in range({inputs['times']}): {step}\nf.backward()"
    return called, [f"x = {name}({inputs['x']})", "f = x"]


def of_passes(name, inputs):
    """Passes backward from two outputs that share p."""
    outputs = "p = x.sin(); f = p.sin() - y; g = y.sin() + p"
    passes = "f.backward(); f.backward(); g.backward(); f.backward()"
    return f"{outputs}; {passes}", [f"{x} = {name}({inputs[x]})" for x in "xy"]


def of_derivative(name, inputs):
    """The derivative of a program at x."""
    return f"{name}(f, x)", [*_field(inputs["program"]), *assigned(inputs, "x")]


def of_field(name, inputs):
    """A jvp or a gradient of a field."""
    arguments = [one for one in ("x", "v") if one in inputs]
    return f"{name}(f, {', '.join(arguments)})", [
        *_field(inputs["field"]), *assigned(inputs, *arguments),
    ]  # fmt: skip
