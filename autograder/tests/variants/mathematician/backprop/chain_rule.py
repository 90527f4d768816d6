"""Part 3. The chain rule: the derivative of a composition, from those of its parts.

Given: nothing but NumPy. Yours: the chain rule for numbers (3.1) and for
Jacobians (3.2), and two products with a chain that never multiply it out (3.3, 3.4).
Numbers and arrays may be integers, too. Arguments are not changed.

A worked example, the lecture's: F(x) = (2 x^2 + 1)^2 at x = 1. It is F = f(g(x)),
with the inner function g(x) = 2 x^2 + 1 and the outer function f(q) = q^2.

    inner        q = g(1) = 3        derivative  g'(x) = 4 x = 4   at x = 1
    outer        f(3) = 9            derivative  f'(q) = 2 q = 6   at q = 3, not at x = 1
    product      F'(1) = 6 * 4 = 24

Check it: F(x) = 4 x^4 + 4 x^2 + 1, so F'(x) = 16 x^3 + 8 x, and F'(1) = 24.
"""

from functools import reduce
from itertools import pairwise

import numpy as np


def chain_rule(f_prime, g, g_prime, x):
    x = float(x)
    return f_prime(g(x)) * g_prime(x)


def chain_jacobians(jacobians):
    chain = [np.array(J, dtype=float) for J in jacobians]
    for number, (first, second) in enumerate(pairwise(chain), start=1):
        if first.shape[0] != second.shape[1]:
            raise ValueError(
                f"J{number} and J{number + 1} do not match: "
                f"their shapes are {first.shape} and {second.shape}"
            )
    return reduce(lambda product, J: J @ product, chain)


def jvp(jacobians, v):
    return reduce(
        lambda direction, J: np.asarray(J, dtype=float) @ direction,
        jacobians,
        np.array(v, dtype=float),
    )


def vjp(jacobians, u):
    # u^T J = (J^T u)^T, and the transpose of the product has its factors in the opposite order.
    return reduce(
        lambda weights, J: np.asarray(J, dtype=float).T @ weights,
        reversed(jacobians),
        np.array(u, dtype=float),
    )
