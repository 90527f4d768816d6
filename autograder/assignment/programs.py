"""Programs to differentiate, by the text that a student reads.

They are written once, and run on floats, on Duals, on Values, and on object
arrays of them.
"""

import numpy as np


def _halve_until_small(x):
    while abs(x) > 5:
        x = x / 2
    return x


def _square_root(x):
    y = 1.0
    for _ in range(6):
        y = (y + x / y) / 2
    return y


def _reuse(x):
    y = x * x
    z = y + x
    return z * z + y * z + y


def _double_forty_times(x):
    for _ in range(40):
        x = x + x
    return x


def _chain(x):
    """2,000 products and 2,000 sums."""
    y = 0.0
    for step in range(2_000):
        y = y * 0.999 + x[step % len(x)]
    return y


def _network(x):
    W = np.array([[1.0, -2.0, 0.5], [0.25, 1.5, -1.0]])
    return np.sum(np.tanh(W @ x) ** 2)


PROGRAMS = {
    "(2*x**2 + 1)**2": lambda x: (2 * x**2 + 1) ** 2,
    "2*x + 3*x**2 + x*(6 - 2)": lambda x: 2 * x + 3 * x**2 + x * (6 - 2),
    "while abs(x) > 5: x = x / 2": _halve_until_small,
    "np.sin(x)**2 + np.cos(x)**2": lambda x: np.sin(x) ** 2 + np.cos(x) ** 2,
    "x*x - x/(x*x + x)": lambda x: x * x - x / (x * x + x),
    "x/x + x*(x - x)": lambda x: x / x + x * (x - x),
    "2 + x": lambda x: 2 + x,
    "x + 2": lambda x: x + 2,
    "2 - x": lambda x: 2 - x,
    "x - 2": lambda x: x - 2,
    "2 * x": lambda x: 2 * x,
    "x * 2": lambda x: x * 2,
    "2 / x": lambda x: 2 / x,
    "x / 2": lambda x: x / 2,
    "(3 - x)*x + 2/(1 - x/4)": lambda x: (3 - x) * x + 2 / (1 - x / 4),
    "-x": lambda x: -x,
    "abs(x)*x": lambda x: abs(x) * x,
    "abs(x) + x": lambda x: abs(x) + x,
    "x**0 + 2*x": lambda x: x**0 + 2 * x,
    "x**3": lambda x: x**3,
    "x**-2": lambda x: x**-2,
    "x**0.5": lambda x: x**0.5,
    "x**1 + x**0": lambda x: x**1 + x**0,
    "(x*x)**1.5": lambda x: (x * x) ** 1.5,
    "x*x if x > 1 else 3*x": lambda x: x * x if x > 1 else 3 * x,
    "x if 2 >= x else 5*x": lambda x: x if x <= 2 else 5 * x,
    "x if x <= x*x else -x": lambda x: x if x <= x * x else -x,
    "x if x < 2 and not x >= 2 else 7*x": lambda x: x if x < 2 and not x >= 2 else 7 * x,
    "x.sin() * x.cos()": lambda x: x.sin() * x.cos(),
    "x.exp() + x.log()": lambda x: x.exp() + x.log(),
    "x.sqrt() / x.tanh()": lambda x: x.sqrt() / x.tanh(),
    "np.sin(np.cos(x))": lambda x: np.sin(np.cos(x)),
    "np.exp(np.tanh(x))": lambda x: np.exp(np.tanh(x)),
    "np.log(np.sqrt(x)) * x": lambda x: np.log(np.sqrt(x)) * x,
    "six steps of y = (y + x/y)/2": _square_root,
    "y = x*x, z = y + x, z*z + y*z + y": _reuse,
    "x = x + x, forty times": _double_forty_times,
    "7.0, whatever x is": lambda x: 7.0,
}

RELU = "x.relu() + (-x).relu()*2"
PROGRAMS[RELU] = lambda x: x.relu() + (-x).relu() * 2

FIELDS = {
    "np.sum(x*x)": lambda x: np.sum(x * x),
    "np.sum(np.sin(x))": lambda x: np.sum(np.sin(x)),
    "np.sum(np.exp(x) * x)": lambda x: np.sum(np.exp(x) * x),
    "x[0]*x[1] + np.sin(x[2])*x[0] - 3/x[1]": (
        lambda x: x[0] * x[1] + np.sin(x[2]) * x[0] - 3 / x[1]
    ),
    "x[0]": lambda x: x[0],
    "2*x[0]**2 + 3": lambda x: 2 * x[0] ** 2 + 3,
    "(2*x[0]**2 + 1)**2": lambda x: (2 * x[0] ** 2 + 1) ** 2,
    "np.dot(x, x) / (1 + x[0])": lambda x: np.dot(x, x) / (1 + x[0]),
    "np.sum(np.tanh(W @ x)**2)": _network,
    "while abs(x[0]) > 5: x = x / 2": lambda x: _halve_until_small(x[0]) + 0 * x[-1],
    "max(x[0], x[1]) * x[2]": lambda x: (x[0] if x[0] > x[1] else x[1]) * x[2],
    "4,000 operations, one after another": _chain,
    "7.0, whatever x is": lambda x: 7.0,
}

MAPS = {
    "[x0*x1, sin(x0), x1**2, 3]": lambda x: np.array([x[0] * x[1], np.sin(x[0]), x[1] ** 2, 3.0]),
    "[x0*x1*x2]": lambda x: np.array([x[0] * x[1] * x[2]]),
    "[x0, x0**2, x0**3]": lambda x: np.array([x[0], x[0] ** 2, x[0] ** 3]),
    "sin(x) * x[::-1]": lambda x: np.sin(x) * x[::-1],
    "x": lambda x: x,
    "x.T": lambda x: x.T,
}

HANDED_BACK = ("x", "x.T")
"""Maps whose value is their argument itself, or a view of it."""
