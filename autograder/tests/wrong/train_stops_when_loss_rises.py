"""question: 5.3
functions: train
mistake: stops early where the loss rises
"""

import numpy as np


def train(params, activations, X, y, loss, learning_rate, batch_size, epochs, rng):
    from .functions import LOSSES
    from .network import forward, loss_and_gradients

    losses = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            _, grads = loss_and_gradients(params, activations, X[rows], y[rows], loss)
            params = [
                (W - learning_rate * np.asarray(dW), b - learning_rate * np.asarray(db))
                for (W, b), (dW, db) in zip(params, grads)
            ]
        losses.append(LOSSES[loss](forward(params, activations, X)[1][-1], y))
        if len(losses) > 1 and losses[-1] > losses[-2]:
            break
    return params, losses
