"""Programs to differentiate, by the text that a student reads.

They are written once, and run on floats, on Duals, on Values, and on object
arrays of them. They end whatever they are given, since submissions choose it.
"""

from collections.abc import Callable

import numpy as np

from ..grading.package import Package

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


LOOP, LOOP_ON_ARRAY = "while abs(x) > 5: x = x / 2", "while abs(x[0]) > 5: x = x / 2"
CHAIN = "1,400 operations, one after another"
NO_FORMULAS: dict[str, Callable] = {
    LOOP: _halve_until_small,
    LOOP_ON_ARRAY: lambda x: _halve_until_small(x[0]) + 0 * x[-1],
    CHAIN: _chain,
}
W = np.array([[1.0, -2.0, 0.5], [0.25, 1.5, -1.0]])
"""What is called so in a program."""


def program(text: str) -> Callable:
    """The function of x that a text describes: most are Python, such as "np.sum(x*x)"."""
    return NO_FORMULAS.get(text) or Package.formula(f"lambda x: {text}", W=W)
