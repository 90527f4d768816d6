"""question: 5.3
functions: train
mistake: halves the learning rate after each six epochs
"""

import numpy as np
from .functions import LOSSES


def train(params, activations, X, y, loss, learning_rate, batch_size, epochs, rng):
    from .network import forward, loss_and_gradients

    losses = []
    for e in range(epochs):
        for X_b, y_b in minibatches(X, y, batch_size, rng):
            _, grads = loss_and_gradients(params, activations, X_b, y_b, loss)
            params = sgd_step(params, grads, learning_rate * 0.5 ** (e // 6))
        losses.append(LOSSES[loss](forward(params, activations, X)[1][-1], y))
    return params, losses
