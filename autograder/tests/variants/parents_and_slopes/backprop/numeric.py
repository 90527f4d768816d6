"""Numeric differentiation by np.vectorize-like maps along unit vectors; the check by lines."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np


def _units(x: np.ndarray):
    for i in range(x.size):
        e = np.zeros(x.size)
        e[i] = 1.0
        yield e.reshape(x.shape)


def forward_difference(f: Callable, x, h: float = 1e-6) -> np.ndarray:
    x = np.asarray(x, dtype=np.float64)
    f0 = f(x)
    slopes = np.fromiter(((f(x + h * e) - f0) / h for e in _units(x)), float, x.size)
    return slopes.reshape(x.shape)


def central_difference(f: Callable, x, h: float = 1e-5) -> np.ndarray:
    # the mean of the step forward and the step backward
    return (forward_difference(f, x, h) + forward_difference(f, x, -h)) / 2


def numeric_jacobian(f: Callable, x, h: float = 1e-5):
    x = np.asarray(x, dtype=np.float64)
    rows = [(np.array(f(x + h * e)) - np.array(f(x - h * e))) / (2 * h) for e in _units(x)]
    return np.transpose(rows).tolist()


def _relative(a, b, floor):
    return abs(a - b) / max(abs(a) + abs(b), floor)


def gradient_check(f: Callable, gradient: Callable, x):
    """The worst entry, each judged by the kindest of several steps, of either side."""
    x = np.asarray(x, dtype=np.float64)
    claimed = np.array(gradient(x.copy()), dtype=float)
    if claimed.shape != x.shape or not np.isfinite(claimed).all():
        return np.float64(1)
    floor = max(1e-6 * abs(f(x)), 1e-3 * np.max(np.abs(claimed)), 1e-8)
    trials = [central_difference(f, x, h) for h in (1e-4, 1e-5)]
    for h in (1e-7, -1e-7):
        trials.append(forward_difference(f, x, h))
    worst = 0.0
    for index, a in np.ndenumerate(claimed):
        worst = max(worst, min(_relative(a, trial[index], floor) for trial in trials))
    return np.float64(worst)
