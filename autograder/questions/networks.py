"""Networks for the questions on backprop and SGD: random, with all sizes different."""

from __future__ import annotations

import itertools
import time
from dataclasses import dataclass

import numpy as np

from ..judging.judges import gradient_place, plain_place
from ..records import ask

AWAY_FROM_KINK = 0.05
"""No ReLU's input lies nearer to 0 than this, where its slope jumps."""

TICKS_TO_TELL = 8
"""So many ticks of the clock tell how long something takes."""


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


def far_out(session, network: Network) -> Network:
    """The same network, of one input, with every |z| of its first layer at 900 or more.

    Nearer to 0 a sigmoid's slope a (1 - a) is rounded, though it is right.
    """
    (W, b), *others = network.params
    X = np.sign(network.X) + network.X
    params = [(1000 * (np.sign(W) + W), b), *others]
    Z, A = session.reference.answer(forward_ask(params, network.activations, X))
    return Network(params, network.activations, X, Z, A)


def relu_network_at_zero() -> Network:
    """W = 1 and b = 0, so that Z is X: two of its four entries are exactly 0."""
    X = np.array([[0.0, 1.5], [-0.5, 0.0]])
    return Network([(np.eye(2), np.zeros(2))], ["relu"], X, [X], [X, np.maximum(X, 0)])


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
    """The least processor time in seconds that `action` takes on this machine.

    Clocks tick in nanoseconds or, on Windows, in 16 ms: it is done as often as its time can
    be told from a tick.
    """
    times, least = 1, TICKS_TO_TELL * _tick()
    while (took := _time_of(action, times)) < least:
        times *= 2
    return (
        min(took, *(_time_of(action, times) for _ in range(repeats if times == 1 else 1))) / times
    )


def _time_of(action, times):
    start = time.process_time()
    for _ in range(times):
        action()
    return time.process_time() - start


def _tick():
    """The smallest step of the clock that counts processor time, in seconds."""
    start = time.process_time()
    while (now := time.process_time()) == start:
        pass
    return now - start


def as_integers(arrays):
    return [np.asarray(array).astype(np.int64) for array in arrays]


def rows_of_last_layer(grads):
    """The gradients with the last dW and db cut into rows.

    Each row depends on one output alone, so it is right for itself, though the
    outputs differ in size by many powers of ten. A difference of losses is not.
    """
    dW, db = grads[-1]
    return [*grads[:-1], (list(dW), list(db))]


def forward_place(path):
    """A path into (Z, A)."""
    return f"{'ZA'[path[0]]}{plain_place(path[1:])}" if path else ""


def pair_place(path):
    """A path into (L, grads)."""
    if not path:
        return ""
    return "L" if path[0] == 0 else gradient_place(path[1:])
