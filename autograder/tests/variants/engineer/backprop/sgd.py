"""Part 5. Stochastic gradient descent: many cheap, noisy steps instead of a few exact ones.

Full gradient descent looks at all n examples before each step. SGD looks at a
minibatch of them, whose gradient is correct on average. An epoch is one pass over
all examples, each used exactly once.

Given: `LOSSES` (functions.py), your network of part 4, and `accuracy` below as a
worked example. Yours: the minibatches (5.1), one step (5.2) and the training
loop (5.3). All randomness comes from `rng`, a numpy.random.Generator: with the
same rng you can repeat a run exactly. Arrays may hold integers too, and no function
changes its arguments.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from .functions import LOSSES


def _batches_in_order(
    X: np.ndarray, y: np.ndarray, batch_size: int, order: np.ndarray
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """The generator behind minibatches: cuts the shuffled row numbers into pieces."""
    start = 0
    while start < len(order):
        rows = order[start : start + batch_size]  # the last piece may be shorter
        yield X[rows], y[rows]  # indexing by an array copies
        start += batch_size


def _downhill(theta, slopes, learning_rate: float) -> np.ndarray:
    """theta - alpha * gradient, as a new float array."""
    return np.array(theta, dtype=float) - learning_rate * np.array(slopes, dtype=float)


def _copy_of_params(params) -> list[tuple[np.ndarray, np.ndarray]]:
    return [(np.array(W, dtype=float), np.array(b, dtype=float)) for W, b in params]


def accuracy(logits, labels):
    # axis=1 runs along a row: for each example, the index of its largest logit.
    guesses = np.argmax(logits, axis=1)
    return float(np.mean(guesses == labels))


def minibatches(
    X, y, batch_size: int, rng: np.random.Generator
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    if batch_size < 1:
        raise ValueError(f"batch_size must be at least 1, but it is {batch_size}")
    X, y = np.asarray(X), np.asarray(y)
    # The order is drawn by the call itself, the batches are cut while they are asked for.
    return _batches_in_order(X, y, batch_size, rng.permutation(len(X)))


def sgd_step(params, grads, learning_rate: float) -> list[tuple[np.ndarray, np.ndarray]]:
    stepped: list[tuple[np.ndarray, np.ndarray]] = []
    l = 0
    while l < len(params):
        W, b = params[l]
        dW, db = grads[l]
        stepped.append((_downhill(W, dW, learning_rate), _downhill(b, db, learning_rate)))
        l += 1
    return stepped


def train(
    params,
    activations,
    X,
    y,
    loss: str,
    learning_rate: float,
    batch_size: int,
    epochs: int,
    rng: np.random.Generator,
) -> tuple[list[tuple[np.ndarray, np.ndarray]], list[float]]:
    # Imported here, so that minibatches and sgd_step work even while network.py does not.
    from .network import forward, loss_and_gradients

    X, y = np.asarray(X), np.asarray(y)
    current = _copy_of_params(params)
    losses: list[float] = []
    # A learning rate that is too large may lead to inf and NaN. That is no reason to stop (or to warn).
    with np.errstate(over="ignore", invalid="ignore"):
        epoch = 0
        while epoch < epochs:
            for X_b, y_b in minibatches(X, y, batch_size, rng):
                _, grads = loss_and_gradients(current, activations, X_b, y_b, loss)
                current = sgd_step(current, grads, learning_rate)
            _, A = forward(current, activations, X)
            losses.append(float(LOSSES[loss](A[-1], y)))
            epoch += 1
    return current, losses


if __name__ == "__main__":
    generator = np.random.default_rng(0)
    for batch, numbers in minibatches(np.eye(5), np.arange(5), 2, generator):
        print(numbers, batch.shape)
