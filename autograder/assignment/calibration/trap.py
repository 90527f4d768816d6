"""Why full gradient descent cannot leave the poor minimum of the escape case, in numbers.

While the same points have w x + b > 0, the loss of one ReLU unit is a quadratic
in (w, b). Gradient descent with a rate of at most 1 / L never raises it. So a run
that starts lower than any border of that region can never cross one.
"""

from __future__ import annotations

import numpy as np

from .cases import EscapeCase


def trap_figures(case: EscapeCase) -> dict[str, float]:
    """The figures of the argument, which holds where `is_trapped` says so."""
    x, y, start = _points(case)
    poor, hessian = _fit(x, y, (x @ start) > 0)
    eigenvalues = np.linalg.eigvalsh(hessian)
    borders = (x @ poor) ** 2 / (2 * np.sum(x * np.linalg.solve(hessian, x.T).T, axis=1))
    return {
        "w": float(poor[0]),
        "b": float(poor[1]),
        "loss": _loss(x, y, poor),
        "smallest_curvature": float(eigenvalues[0]),
        "largest_curvature": float(eigenvalues[-1]),
        "rate_times_L": float(case.full.learning_rate * eigenvalues[-1]),
        "excess_at_start": _loss(x, y, start) - _loss(x, y, poor),
        "lowest_border": float(np.min(borders)),
        "global_minimum": global_minimum(case),
        "steepest_example_times_rate": float(
            case.small.learning_rate * np.max(2 * np.sum(x[x @ start > 0] ** 2, axis=1))
        ),
    }


def is_trapped(figures: dict[str, float]) -> bool:
    """The start lies lower than every border of its region, and the rate is below 1 / L."""
    return figures["excess_at_start"] < figures["lowest_border"] and figures["rate_times_L"] < 1


def global_minimum(case: EscapeCase) -> float:
    """The lowest loss of all, exactly: the best fit for each set of points that can be active.

    The active points are the first or the last few. Where a fit would switch
    other points on or off, its value is a lower bound for that region.
    """
    x, y, _ = _points(case)
    order = np.argsort(x[:, 0])
    sets = [order[:k] for k in range(len(x) + 1)] + [order[k:] for k in range(len(x))]
    bounds = []
    for chosen in sets:
        active = np.isin(np.arange(len(x)), chosen)
        theta = np.linalg.lstsq(x[active], y[active], rcond=None)[0]
        squares = np.sum((x[active] @ theta - y[active]) ** 2) + np.sum(y[~active] ** 2)
        bounds.append((squares / len(x), _loss(x, y, theta)))
    lowest_bound, lowest_loss = min(bounds)[0], min(loss for _, loss in bounds)
    if lowest_loss - lowest_bound > 1e-9:
        raise ValueError("the lowest bound is reached by no fit: search each region by itself")
    return lowest_loss


def _points(case):
    """Rows [x, 1], targets, and the first (w, b)."""
    X, y = case.full.X, case.full.y
    [(W, b)] = case.full.params
    return np.column_stack([X, np.ones(len(X))]), y[:, 0], np.array([W[0, 0], b[0]])


def _fit(x, y, active):
    """The least squares fit of the active points, and the Hessian of the loss there."""
    theta = np.linalg.lstsq(x[active], y[active], rcond=None)[0]
    return theta, 2 * x[active].T @ x[active] / len(x)


def _loss(x, y, theta):
    return float(np.mean((np.maximum(x @ theta, 0) - y) ** 2))
