"""Draws programs for parts 8 and 9 from the operators, as short Python texts.

x and y have one sign, and lie between 0.5 and 2 in size: so no divisor, and nothing under
a root or a logarithm, comes near 0. A few programs, of which this holds there too, are asked
at 0. What is said of an operator uses no other that students write: a slip in one costs that
one's points, and those of the mixed programs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

OF_X = ["x", "(x + {n})", "(x - {m})", "np.sin(x)"]
OF_Y = ["y", "(y + {n})", "(y - {m})"]

GIVEN = ["x + y", "x - y", "-x", "np.sin(x)", "np.sin(x - y)", "np.sin(-x) + np.sin(y)", "2 + x"]

PRODUCTS = ["x*y", "{n}*{a}", "{a}*{n}", "{a}*np.sin({b})", "-({a}*{b})", "np.sin({a})*{b}"]
QUOTIENTS = ["x/y", "{a}/{n}", "y/{a}", "{a}/{b}", "np.sin({a})/{b}", "-(x/{b})"]
NUMBER_MINUS = ["2 - x", "{n} - {a}", "np.sin({n} - {a})", "-({n} - {a})"]
NUMBER_OVER = ["2/x", "{n}/{a}", "np.sin({n}/{a})", "-({n}/{a})"]
POWERS = [
    "x**3", "x**-2", "x**2", "{a}**-1", "{a}**3.0", "{a}**2.0", "(x + {n})**0.5", "(y + {n})**-1.5",
    "np.sin({a})**2", "abs(x)", "abs({a})", "abs(np.sin(x))", "-abs(y - {m})",
]  # fmt: skip
FUNCTIONS = [
    "np.cos(x)", "np.exp(x)", "np.tanh(x)", "np.log(x + {n})", "np.sqrt(x + {n})", "np.cos({a})",
    "np.exp(-{a})", "np.tanh(x - y)", "np.log(y + {n})", "np.sqrt(y + {n})", "y.cos()",
]  # fmt: skip
RELU = [
    "x.relu()",
    "(-x).relu()",
    "np.sin(x).relu()",
    "(x + {n}).relu()",
    "np.sin((x - {m}).relu() - y)",
]
AT_ZERO = ["x**0", "abs(x)", "x**1", "x**2", "x**0 + y", "abs(x) + y", "np.sin(x)**0 - y"]
RELU_AT_ZERO = ["x.relu()", "(-x).relu() + y"]
POINTS_AT_ZERO = [{"x": 0.0, "y": 3.0}, {"x": 0.0, "y": -1.5}]

NEAR_ZERO = {"x": 2e-8, "y": 3e-8}
"""So near that nothing but 0 itself may be taken for 0."""
ZERO = POINTS_AT_ZERO[0]
SMALL = {
    "products": [("x*y", ZERO), ("y*x", ZERO), ("x*y", NEAR_ZERO)],
    "quotients": [("x/y", ZERO), ("x/2", ZERO), ("x/y", NEAR_ZERO)],
    "2 / x": [("2/x", NEAR_ZERO)],
    "powers and abs": [("x**2", NEAR_ZERO)],
    "at 0": [("abs(x)", NEAR_ZERO)],
}
"""For a family of this title, programs with a point at or near 0."""

MIXED = [
    "x*x", "x/x + y", "(2*x**2 + 1)**2", "2*x + 3*x**2 + x*(6 - 2)", "np.sin(x)**2 + np.cos(x)**2",
    "p = x*y; p*p - p", "p = x*y; q = p/{a}; q*p + q", "p = {n} - x; np.exp(-p)/(p + {n})",
    "p = abs(x) + {n}; np.log(p)*np.sqrt(p) + {n}/p", "p = np.tanh(x*y); (1 - p)*(1 + p)/{b}",
    "x*x if x > y else 3*x", "x if x <= 2 else {n}*x", "np.sum(a*a)", "np.sum(1/a)/2",
    "np.sum(np.exp({n} - a)*a)", "np.dot(a, a)/(1 + x*x)",
]  # fmt: skip
"""`a` is an array (dtype=object) of x and y."""

SHARED = [
    "x + x", "x - x + y", "p = np.sin(x); p + p", "p = x + y; np.sin(p) - p",
    "p = x + y; p - np.sin(p)", "p = np.sin(x); q = p + y; np.sin(q) + p",
    "p = np.sin(x); q = p + y; p - np.sin(q)", "p = np.sin(x); q = np.sin(p); (q - q) + p",
    "p = np.sin(x); q = np.sin(p); p + (q - q) + y",
]  # fmt: skip
"""Programs of given operators, in which nodes are used several times, one with nothing to give."""


def drawn(rng: np.random.Generator, templates: Sequence[str]) -> list[str]:
    """The templates with operands and numbers drawn for them."""
    return [_filled(rng, text) for text in templates]


def placed(rng, templates, points) -> list[tuple[str, dict[str, Any]]]:
    """Programs drawn for each of several points, with their points."""
    return [(program, point) for point in points for program in drawn(rng, templates)]


def _filled(rng, text):
    fillings = {
        "{a}": OF_X[rng.integers(len(OF_X))],
        "{b}": OF_Y[rng.integers(len(OF_Y))],
        "{n}": f"{rng.uniform(2.5, 4):.2f}",
        "{m}": f"{rng.uniform(4, 5):.2f}",
    }
    for name, filling in fillings.items():
        text = text.replace(name, filling)
    return text


def tangled(rng: np.random.Generator, lines: int) -> str:
    """A program in which each line uses two of those before, and the last one what is left."""
    names, unused, text = ["x", "y"], ["x", "y"], ""
    for name in "pqrstuvw"[:lines]:
        one, other = (str(name) for name in rng.choice(names, size=2))
        text += f"{name} = np.sin({one}) {rng.choice(['+', '-'])} {other}; "
        unused = [left for left in unused if left not in (one, other)] + [name]
        names.append(name)
    return text + " + ".join(unused)


def points(rng: np.random.Generator) -> list[dict[str, Any]]:
    """Small whole numbers above 0, then numbers of two decimals below it."""
    return [{"x": 2.0, "y": 1.0}, _point(-rng.uniform(0.5, 1.9, size=2).round(2))]


def _point(numbers):
    x, y = numbers.tolist()
    # Equal numbers would hide which of them is meant.
    return {"x": x, "y": y if abs(x - y) > 0.1 else round(x + float(np.sign(x)) * 0.25, 2)}
