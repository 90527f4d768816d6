"""question: 5.3
functions: train
mistake: never takes more than half of the data as a batch: batch_size >= n is not full gradient descent
"""

import numpy as np


def train(params, activations, X, y, loss, learning_rate, batch_size, epochs, rng):
    from .functions import LOSSES
    from .network import forward, loss_and_gradients

    size = min(batch_size, max(1, len(X) // 2))
    losses = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for start in range(0, len(X), size):
            rows = order[start : start + size]
            _, grads = loss_and_gradients(params, activations, X[rows], y[rows], loss)
            params = [
                (W - learning_rate * np.asarray(dW), b - learning_rate * np.asarray(db))
                for (W, b), (dW, db) in zip(params, grads)
            ]
        losses.append(LOSSES[loss](forward(params, activations, X)[1][-1], y))
    return params, losses
