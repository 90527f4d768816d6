"""question: 5.3
functions: train
mistake: returns the params that came in, though the losses are those of the trained ones
"""

import numpy as np


def train(params, activations, X, y, loss, learning_rate, batch_size, epochs, rng):
    from .functions import LOSSES
    from .network import forward, loss_and_gradients

    current = params
    losses = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            _, grads = loss_and_gradients(current, activations, X[rows], y[rows], loss)
            current = [
                (W - learning_rate * np.asarray(dW), b - learning_rate * np.asarray(db))
                for (W, b), (dW, db) in zip(current, grads)
            ]
        losses.append(LOSSES[loss](forward(current, activations, X)[1][-1], y))
    return params, losses
