"""question: 5.3
functions: train
mistake: scales the learning rate by the batch's share of the data (the same for batch_size >= n)
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
            rate = learning_rate * len(rows) / len(X)
            params = [
                (W - rate * np.asarray(dW), b - rate * np.asarray(db))
                for (W, b), (dW, db) in zip(params, grads)
            ]
        losses.append(LOSSES[loss](forward(params, activations, X)[1][-1], y))
    return params, losses
