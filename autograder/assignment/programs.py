"""Programs to differentiate, by the text that a student reads.

They are written once, and run on floats, on Duals, on Values, and on object
arrays of them. They end whatever they are given, since submissions choose it.
"""

import numpy as np

MOST_HALVINGS = 1_100
"""More than any float needs. Infinity, from a submission, would be halved for ever."""


def _halve_until_small(x):
    for _ in range(MOST_HALVINGS):
        if not abs(x) > 5:
            break
        x = x / 2
    return x


def _chain(x):
    """700 products and 700 sums."""
    y = 0.0
    for step in range(700):
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
    "7.0, whatever x is": lambda x: 7.0,
    "7, whatever x is": lambda x: 7,
    "3e-12 * np.sin(x)": lambda x: 3e-12 * np.sin(x),
}

FIELDS = {
    "np.sum(x*x)": lambda x: np.sum(x * x),
    "np.sum(x*x)**2": lambda x: np.sum(x * x) ** 2,
    "np.sum(np.sin(x[0]))": lambda x: np.sum(np.sin(x[0])),
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
    "1,400 operations, one after another": _chain,
    "7.0, whatever x is": lambda x: 7.0,
    "7, whatever x is": lambda x: 7,
    "1e-11 * np.sum(np.sin(x))": lambda x: 1e-11 * np.sum(np.sin(x)),
    "3e-12 * np.sum(np.sin(x))": lambda x: 3e-12 * np.sum(np.sin(x)),
}

MAPS = {
    "[x0*x1, sin(x0), x1**2, 3]": lambda x: np.array([x[0] * x[1], np.sin(x[0]), x[1] ** 2, 3.0]),
    "[x0*x1*x2]": lambda x: np.array([x[0] * x[1] * x[2]]),
    "[x0, 2*x0, -x0]": lambda x: np.array([x[0], 2 * x[0], -x[0]]),
    "[x0**3]": lambda x: np.array([x[0] ** 3]),
    "[1e-10*x0*x1, 3e-12*sin(x0)]": (
        lambda x: np.array([1e-10 * x[0] * x[1], 3e-12 * np.sin(x[0])])
    ),
    "[3*x0]": lambda x: np.array([3 * x[0]]),
    "sin(x) * x[::-1]": lambda x: np.sin(x) * x[::-1],
    "x": lambda x: x,
    "x.T": lambda x: x.T,
}

HANDED_BACK = ("x", "x.T")
"""Maps whose value is their argument itself, or a view of it."""
