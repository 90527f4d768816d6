"""Part 3 as folds: one reduce for each way of multiplying."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce

import numpy as np

Array = np.ndarray


def chain_rule(
    f_prime: Callable[[float], float],
    g: Callable[[float], float],
    g_prime: Callable[[float], float],
    x: float,
) -> float:
    return g_prime(x) * f_prime(g(x))


def chain_jacobians(jacobians: Sequence[Array]) -> Array:
    matrices = [np.asarray(J, dtype=float) for J in jacobians]
    for number, (first, then) in enumerate(zip(matrices, matrices[1:]), start=1):
        if then.shape[1] != first.shape[0]:
            raise ValueError(
                f"J{number} has {first.shape[0]} rows, but J{number + 1} has {then.shape[1]} columns"
            )
    return reduce(lambda total, J: np.einsum("kj,ji->ki", J, total), matrices)


def jvp(jacobians: Sequence[Array], v: Array) -> Array:
    return reduce(lambda tangent, J: np.einsum("ki,i->k", J, tangent), jacobians, np.asarray(v))


def vjp(jacobians: Sequence[Array], u: Array) -> Array:
    return reduce(lambda row, J: np.einsum("k,ki->i", row, J), reversed(jacobians), np.asarray(u))
