"""Part 4 as pullbacks: each layer hands back a closure for the way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from .functions import ACTIVATIONS, LOSSES
from .jacobians import mse_gradient, softmax_cross_entropy_gradient

Array = np.ndarray

SLOPES = {
    "identity": np.ones_like,
    "relu": lambda z: np.where(z > 0, 1.0, 0.0),
    "sigmoid": lambda z: ACTIVATIONS["sigmoid"](z) * ACTIVATIONS["sigmoid"](-z),
    "tanh": lambda z: 1.0 - np.tanh(z) ** 2,
}
LOSS_GRADIENTS = {"mse": mse_gradient, "softmax_cross_entropy": softmax_cross_entropy_gradient}


@dataclass(frozen=True)
class Layer:
    W: Array
    b: Array
    activation: str

    def __call__(self, a: Array) -> tuple[Array, Array]:
        z = np.einsum("ji,ni->nj", self.W, a) + self.b
        return z, ACTIVATIONS[self.activation](z)

    def pullback(self, z: Array, a: Array) -> Callable[[Array], tuple[Array, tuple[Array, Array]]]:
        slopes = SLOPES[self.activation](np.asarray(z, dtype=float))

        def pull(upstream: Array) -> tuple[Array, tuple[Array, Array]]:
            delta = np.einsum("nj,nj->nj", upstream, slopes)
            gradients = np.einsum("nj,ni->ji", delta, a), np.einsum("nj->j", delta)
            return np.einsum("nj,ji->ni", delta, self.W), gradients

        return pull


def layers(params: Sequence, activations: Sequence[str]) -> list[Layer]:
    return [Layer(np.asarray(W), np.asarray(b), name) for (W, b), name in zip(params, activations)]


def forward(params: Sequence, activations: Sequence[str], X: Array) -> tuple[tuple, tuple]:
    Z, A = (), (np.asarray(X),)
    for layer in layers(params, activations):
        z, a = layer(A[-1])
        Z, A = (*Z, z), (*A, a)
    return Z, A


def backward(
    params: Sequence, activations: Sequence[str], Z: Sequence, A: Sequence, dL_dyhat: Array
) -> list[tuple[Array, Array]]:
    pulls = [layer.pullback(z, a) for layer, z, a in zip(layers(params, activations), Z, A)]
    grads = []
    upstream = np.asarray(dL_dyhat)
    for pull in reversed(pulls):
        upstream, gradients = pull(upstream)
        grads.append(gradients)
    return list(reversed(grads))


def loss_and_gradients(
    params: Sequence, activations: Sequence[str], X: Array, y: Array, loss: str
) -> tuple[float, list[tuple[Array, Array]]]:
    Z, A = forward(params, activations, X)
    upstream = LOSS_GRADIENTS[loss](A[-1], y)
    return LOSSES[loss](A[-1], y), backward(params, activations, Z, A, upstream)
