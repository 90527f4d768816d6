"""Part 5 as folds over a generator of batches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce

import numpy as np

from . import functions, network

Array = np.ndarray


def minibatches(
    X: Array, y: Array, batch_size: int, rng: np.random.Generator
) -> Iterator[tuple[Array, Array]]:
    if batch_size < 1:
        raise ValueError(f"a batch size of {batch_size} leaves no room for an example")
    n = len(X)
    order = rng.choice(n, size=n, replace=False)
    yield from ((X[rows], y[rows]) for rows in np.split(order, range(batch_size, n, batch_size)))


def sgd_step(params: Sequence, grads: Sequence, learning_rate: float) -> list[tuple[Array, Array]]:
    def descend(parameter: Array, gradient: Array) -> Array:
        return np.subtract(parameter, np.multiply(learning_rate, gradient))

    return [tuple(map(descend, pair, gradient)) for pair, gradient in zip(params, grads)]


def train(
    params: Sequence,
    activations: Sequence[str],
    X: Array,
    y: Array,
    loss: str,
    learning_rate: float,
    batch_size: int,
    epochs: int,
    rng: np.random.Generator,
) -> tuple[Sequence, list[float]]:
    def learn(current: Sequence, batch: tuple[Array, Array]) -> Sequence:
        _, grads = network.loss_and_gradients(current, activations, *batch, loss)
        return sgd_step(current, grads, learning_rate)

    def loss_on_all(current: Sequence) -> float:
        return functions.LOSSES[loss](network.forward(current, activations, X)[1][-1], y)

    losses = []
    for _ in range(epochs):
        params = reduce(learn, minibatches(X, y, batch_size, rng), params)
        losses.append(loss_on_all(params))
    return params, losses
