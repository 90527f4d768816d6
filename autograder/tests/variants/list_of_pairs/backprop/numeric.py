"""Numeric differentiation with lists; central differences with the step as the machine took it."""

import math

import numpy as np


def _moved(x, i, h):
    moved = x.copy()
    moved[i] = moved[i] + h
    return moved


def forward_difference(f, x, h=1e-6):
    x = np.array(x, dtype=float)
    result = x * 0
    for i in np.ndindex(*x.shape):
        there = _moved(x, i, h)
        result[i] = (f(there) - f(x.copy())) / (there[i] - x[i])
    return result


def central_difference(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    result = x * 0
    for i in np.ndindex(*x.shape):
        right, left = _moved(x, i, h), _moved(x, i, -h)
        result[i] = (f(right) - f(left)) / (right[i] - left[i])
    return result


def numeric_jacobian(f, x, h=1e-5):
    x = [float(number) for number in x]
    columns = []
    for i in range(len(x)):
        right = f(np.array(x[:i] + [x[i] + h] + x[i + 1 :]))
        left = f(np.array(x[:i] + [x[i] - h] + x[i + 1 :]))
        columns.append([(float(r) - float(s)) / (2 * h) for r, s in zip(right, left)])
    return [tuple(row) for row in zip(*columns)]


def gradient_check(f, gradient, x):
    x = np.array(x, dtype=float)
    claim = np.array(gradient(x.copy()), dtype=float)
    if claim.shape != x.shape:
        return 1
    scale = float(np.sqrt(np.mean(claim**2)))
    worst = 0.0
    for i in np.ndindex(*x.shape):

        def line(t, i=i):
            return float(f(_moved(x, i, t)))

        # five points on the line, fourth order; where they do not agree with the central
        # difference there is a kink, and each side is asked alone
        h = 1e-3
        five = (8 * (line(h) - line(-h)) - (line(2 * h) - line(-2 * h))) / (12 * h)
        narrow = (line(1e-5) - line(-1e-5)) / 2e-5
        slopes = [five, narrow]
        if not abs(five - narrow) <= 1e-5 * (abs(five) + abs(narrow) + 1e-3 * scale):
            d = 1e-6
            slopes += [(4 * line(s * d) - line(2 * s * d) - 3 * line(0)) / (2 * s * d) for s in (1, -1)]
        entry = min(abs(claim[i] - s) / max(abs(claim[i]) + abs(s), 1e-2 * scale, 1e-8) for s in slopes)
        if not math.isfinite(entry):
            return 1.0
        worst = max(worst, entry)
    return min(worst, 1.0)
