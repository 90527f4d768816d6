"""Numeric differentiation in loops over flat copies; the check is one norm."""

import numpy as np


def _at(f, x, k, h):
    moved = np.array(x, dtype=np.float64)
    moved.flat[k] += h
    return f(moved)


def forward_difference(f, x, h=1e-6):
    grad = np.empty(np.shape(x))
    for k in range(grad.size):
        grad.flat[k] = (_at(f, x, k, h) - _at(f, x, k, 0)) / h
    return grad


def central_difference(f, x, h=1e-5):
    grad = np.empty(np.shape(x))
    for k in range(grad.size):
        grad.flat[k] = (_at(f, x, k, h) - _at(f, x, k, -h)) / h / 2
    return grad


def numeric_jacobian(f, x, h=1e-5):
    m = len(f(np.array(x, dtype=float)))
    J = np.zeros((m, len(x)))
    for i in range(len(x)):
        J[:, i] = (np.asarray(_at(f, x, i, h)) - np.asarray(_at(f, x, i, -h))) / (2 * h)
    return J


def gradient_check(f, gradient, x):
    x = np.array(x, dtype=float)
    claimed = np.asarray(gradient(x), dtype=float)
    if claimed.shape != x.shape or not np.all(np.isfinite(claimed)):
        return 1.0
    measured = central_difference(f, x)
    # Beside a kink one side is right: take what is nearer, second order on each side.
    for h in (1e-6, -1e-6):
        side = 2 * forward_difference(f, x, h / 2) - forward_difference(f, x, h)
        nearer = abs(side - claimed) < abs(measured - claimed)
        kinked = abs(side - measured) > 1e-4 * (abs(side) + abs(measured))
        measured = np.where(nearer & kinked, side, measured)
    top = np.linalg.norm(claimed - measured)
    bottom = np.linalg.norm(claimed) + np.linalg.norm(measured)
    rounding = 1e-10 * abs(f(x))
    return 0.0 if top <= rounding else float(top / max(bottom, 1e-8))
