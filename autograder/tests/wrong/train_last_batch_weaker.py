"""question: 5.3
functions: train
mistake: weakens the last, smaller batch by its length over the batch size (the same where the size divides n)
"""

import numpy as np


def train(params, activations, X, y, loss, learning_rate, batch_size, epochs, rng):
    from .functions import LOSSES
    from .network import forward, loss_and_gradients

    size = min(batch_size, len(X))
    losses = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for start in range(0, len(X), size):
            rows = order[start : start + size]
            _, grads = loss_and_gradients(params, activations, X[rows], y[rows], loss)
            rate = learning_rate * len(rows) / size
            params = [
                (W - rate * np.asarray(dW), b - rate * np.asarray(db))
                for (W, b), (dW, db) in zip(params, grads)
            ]
        losses.append(LOSSES[loss](forward(params, activations, X)[1][-1], y))
    return params, losses
