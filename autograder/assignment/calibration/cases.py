"""The three trainings whose end is judged in question 5.3, with their limits.

Each is plain arrays and numbers: the arguments of `train`, and what must come out.
README.md says why the limits hold; calibrate.py measures them again.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np


class Training(NamedTuple):
    """The arguments of `train`, all but the generator."""

    params: list
    activations: list
    X: np.ndarray
    y: np.ndarray
    loss: str
    learning_rate: float
    batch_size: int
    epochs: int

    def inputs(self) -> dict[str, Any]:
        """The arguments by their names, in their order."""
        return self._asdict()


class EscapeCase(NamedTuple):
    """Full gradient descent stays in a poor minimum, and SGD leaves it for the global one.

    `full` must end with a loss within `poor_tolerance` of `poor_loss`, `small`
    with one of at most `limit`. Both losses are over all of (X, y).
    """

    full: Training
    small: Training
    poor_loss: float
    poor_tolerance: float
    best_loss: float
    limit: float


class DigitsCase(NamedTuple):
    """A small network on real digits, from any params that init_params(layer_sizes, rng) draws.

    The loss over all of (X, y) must end at `limit` or below.
    """

    layer_sizes: list
    training: Training
    limit: float

    def starting_at(self, params) -> Training:
        """The training from these first params."""
        return self.training._replace(params=params)


class LeastSquaresCase(NamedTuple):
    """Least squares with an exact solution: no step moves away from it, whatever the order.

    `training` holds one epoch; `epochs` of them are chained. The distance to
    `theta_star`, over all weights and biases, must never rise by more than
    `rise_tolerance` in an epoch, and must end at `limit` or below.
    """

    training: Training
    epochs: int
    theta_star: list
    rise_tolerance: float
    limit: float


# Left of 0 the points lie on y = -1.5 x; right of 0 they contradict each other.
ESCAPE_X = [-3.0, -2.0, -1.5, -1.0, 0.5, 2.5, 4.0]
ESCAPE_Y = [4.5, 3.0, 2.25, 1.5, 0.0, 2.0, 1.5]


def escape_case() -> EscapeCase:
    """One ReLU unit, relu(w x + b), on seven points that form a V.

    The unit can fit one arm of the V, and is 0 on the other. It starts on the
    right arm: w = 0.5, b = 0. The left arm is the better one.
    """
    small = Training(
        params=[(np.array([[0.5]]), np.array([0.0]))],
        activations=["relu"],
        X=np.array(ESCAPE_X)[:, np.newaxis],
        y=np.array(ESCAPE_Y)[:, np.newaxis],
        loss="mse",
        learning_rate=0.09,
        batch_size=1,
        epochs=20,
    )
    return EscapeCase(
        full=small._replace(batch_size=len(ESCAPE_X)),
        small=small,
        poor_loss=5.346766,
        poor_tolerance=1e-3,
        best_loss=25 / 28,
        limit=1.0,
    )


def digits_case(X_train, y_train) -> DigitsCase:
    """64-16-10 with tanh on the first 200 digits: ten epochs in batches of 20.

    With ReLU the first params may leave half the units dead, and the losses a long tail.
    """
    training = Training(
        params=[],
        activations=["tanh", "identity"],
        X=np.asarray(X_train[:200], dtype=float),
        y=np.asarray(y_train[:200]),
        loss="softmax_cross_entropy",
        learning_rate=0.3,
        batch_size=20,
        epochs=10,
    )
    return DigitsCase(layer_sizes=[64, 16, 10], training=training, limit=0.28)


def least_squares_case(rng) -> LeastSquaresCase:
    """One linear layer, 23 examples of length 1 in three dimensions, in batches of 4.

    rng draws the examples, the solution and the start, at distance 1 from it.
    alpha * |[x, 1]|^2 = 0.5 * 2 = 1 for each example: the largest step that is safe.
    """
    X = _well_spread_unit_rows(rng, n=23, d=3)
    weights, bias = rng.normal(size=(1, 3)), rng.normal(size=1)
    away = _unit_rows(rng, n=1, d=4)[0]
    training = Training(
        params=[(weights + away[:3], bias + away[3:])],
        activations=["identity"],
        X=X,
        y=X @ weights.T + bias,
        loss="mse",
        learning_rate=0.5,
        batch_size=4,
        epochs=1,
    )
    return LeastSquaresCase(
        training, epochs=25, theta_star=[(weights, bias)], rise_tolerance=1e-12, limit=1e-11
    )


def _well_spread_unit_rows(rng, n, d):
    """Rows of length 1. Rows that all point the same way would make training slow."""
    while True:
        X = _unit_rows(rng, n, d)
        rows = np.column_stack([X, np.ones(n)])
        if np.linalg.eigvalsh(rows.T @ rows / n)[0] >= 0.22:
            return X


def _unit_rows(rng, n, d):
    rows = rng.normal(size=(n, d))
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)
