"""question: 5.3
functions: train
mistake: takes a seed of its own in all epochs but the last
"""

import numpy as np
from .functions import LOSSES


def train(params, activations, X, y, loss, learning_rate, batch_size, epochs, rng):
    from .network import forward, loss_and_gradients

    losses = []
    for e in range(epochs):
        r = rng if e == epochs - 1 else np.random.default_rng(e)
        for X_b, y_b in minibatches(X, y, batch_size, r):
            _, grads = loss_and_gradients(params, activations, X_b, y_b, loss)
            params = sgd_step(params, grads, learning_rate)
        losses.append(LOSSES[loss](forward(params, activations, X)[1][-1], y))
    return params, losses
