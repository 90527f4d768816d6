"""Networks for the questions on backprop and SGD: random, with all sizes different."""

from __future__ import annotations

import itertools
import time
from dataclasses import dataclass

import numpy as np

from ..records import ask

AWAY_FROM_KINK = 0.05
"""No ReLU's input lies nearer to 0 than this, where its slope jumps."""


@dataclass(frozen=True)
class Network:
    """A network, a batch, and the reference's forward pass over it."""

    params: list
    activations: list
    X: np.ndarray
    Z: list
    A: list

    @property
    def y_hat(self) -> np.ndarray:
        return self.A[-1]


def random_network(session, rng, sizes, activations, n) -> Network:
    """Weights of order 1, biases that are not 0, a batch of n examples away from ReLU's kink."""
    while True:
        params = [
            (rng.normal(size=(outputs, inputs)) / np.sqrt(inputs), rng.normal(size=outputs))
            for inputs, outputs in itertools.pairwise(sizes)
        ]
        X = rng.normal(size=(n, sizes[0]))
        Z, A = session.reference.answer(forward_ask(params, activations, X))
        if all(_away_from_kink(z, name) for z, name in zip(Z, activations, strict=True)):
            return Network(params, list(activations), X, Z, A)


def _away_from_kink(z, activation):
    return activation != "relu" or np.min(np.abs(z)) >= AWAY_FROM_KINK


def forward_ask(params, activations, X):
    return ask("network.forward", params=params, activations=list(activations), X=X)


def backward_ask(network: Network, dL_dyhat):
    return ask(
        "network.backward",
        params=network.params,
        activations=network.activations,
        Z=network.Z,
        A=network.A,
        dL_dyhat=dL_dyhat,
    )


def loss_ask(network: Network, y, loss):
    return ask(
        "network.loss_and_gradients",
        params=network.params,
        activations=network.activations,
        X=network.X,
        y=y,
        loss=loss,
    )


def processor_time(action, repeats=4) -> float:
    """The least processor time in seconds that `action` takes on this machine."""

    def once():
        start = time.process_time()
        action()
        return time.process_time() - start

    return min(once() for _ in range(repeats))
