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

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np


def _promoted(number):
    """An integer as a float (NumPy refuses 2 ** -1 for its integers); other numbers as they are."""
    return float(number) if isinstance(number, (int, np.integer)) else number


def _float_matrices(jacobians: Sequence) -> list[np.ndarray]:
    """The Jacobians as float64 arrays in a new list. They are only read."""
    return [np.asarray(jacobian, dtype=float) for jacobian in jacobians]


def _check_neighbours(matrices: list[np.ndarray]) -> None:
    """Raise ValueError, with the first pair of neighbours whose shapes do not match."""
    second = 1
    while second < len(matrices):
        before, after = matrices[second - 1].shape, matrices[second].shape
        if after[1] != before[0]:
            raise ValueError(
                f"J{second} and J{second + 1} do not match: their shapes are {before} and {after}"
            )
        second += 1


def chain_rule(f_prime: Callable, g: Callable, g_prime: Callable, x: float) -> float:
    x = _promoted(x)
    q = _promoted(g(x))
    outer = float(f_prime(q))  # at q = g(x), where f acts
    inner = float(g_prime(x))  # at x, where g acts
    return outer * inner


def chain_jacobians(jacobians: Sequence) -> list[list[float]]:
    matrices = _float_matrices(jacobians)
    if not matrices:
        raise ValueError("the chain has no Jacobian")
    _check_neighbours(matrices)
    product = matrices[0].copy()
    position = 1
    while position < len(matrices):
        product = matrices[position] @ product  # what acts later stands further left
        position += 1
    return product.tolist()


def jvp(jacobians: Sequence, v) -> list[float]:
    matrices = _float_matrices(jacobians)
    vector = np.array(v, dtype=float)
    position = 0
    while position < len(matrices):  # v belongs to the inputs, so it meets J1 first
        vector = matrices[position] @ vector
        position += 1
    return vector.tolist()


def vjp(jacobians: Sequence, u) -> list[float]:
    matrices = _float_matrices(jacobians)
    vector = np.array(u, dtype=float)
    position = len(matrices) - 1
    while position >= 0:  # u belongs to the outputs, so it meets the last one first
        vector = vector @ matrices[position]
        position -= 1
    return vector.tolist()


if __name__ == "__main__":
    print("the lecture's F'(1):", chain_rule(lambda q: 2 * q, lambda x: 2 * x**2 + 1, lambda x: 4 * x, 1))
