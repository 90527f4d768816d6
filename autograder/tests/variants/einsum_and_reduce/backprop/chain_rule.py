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

import functools
import itertools
import numbers
import operator

import numpy as np


def chain_rule(f_prime, g, g_prime, x):
    # TODO(3.1): Two derivatives are multiplied. At which point is each of them evaluated?
    def as_float(q):
        return float(q) if isinstance(q, numbers.Real) else q

    x = as_float(x)
    return operator.mul(f_prime(as_float(g(x))), g_prime(x))


def chain_jacobians(jacobians):
    # TODO(3.2): Check each pair of neighbours. The functions are applied one after another: in which order
    # do their matrices appear in the product?
    jacobians = [np.array(J, dtype=float) for J in jacobians]
    for k, (before, after) in enumerate(itertools.pairwise(jacobians), start=1):
        if before.shape[0] != after.shape[1]:
            raise ValueError(
                f"J{k} and J{k + 1} do not match: their shapes are {before.shape} and {after.shape}"
            )
    return functools.reduce(lambda inner, outer: outer @ inner, jacobians)


def jvp(jacobians, v):
    # TODO(3.3): A matrix times a vector is cheap, a matrix times a matrix is not. Where do you start?
    return functools.reduce(
        lambda tangent, J: np.asarray(J, dtype=float) @ tangent, jacobians, np.array(v, dtype=float)
    )


def vjp(jacobians, u):
    # TODO(3.4): At which end of the chain is u?
    return functools.reduce(
        lambda weights, J: weights @ np.asarray(J, dtype=float),
        reversed(jacobians),
        np.array(u, dtype=float),
    )
