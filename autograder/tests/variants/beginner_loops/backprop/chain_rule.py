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

import numpy as np


def chain_rule(f_prime, g, g_prime, x):
    q = g(x)
    return f_prime(q) * g_prime(x)


def chain_jacobians(jacobians):
    matrices = []
    for J in jacobians:
        matrices.append(np.array(J, dtype=float))

    for i in range(len(matrices) - 1):
        first, second = matrices[i], matrices[i + 1]
        if second.shape[1] != first.shape[0]:
            raise ValueError(
                f"J{i + 1} and J{i + 2} do not match: J{i + 1} has shape {first.shape}, "
                f"J{i + 2} has shape {second.shape}"
            )

    product = matrices[0]
    for i in range(1, len(matrices)):
        product = matrices[i] @ product  # what is applied later stands on the left
    return product


def jvp(jacobians, v):
    vector = np.array(v, dtype=float)
    for J in jacobians:
        vector = np.asarray(J, dtype=float) @ vector
    return vector


def vjp(jacobians, u):
    vector = np.array(u, dtype=float)
    for J in reversed(jacobians):
        vector = vector @ np.asarray(J, dtype=float)
    return vector
