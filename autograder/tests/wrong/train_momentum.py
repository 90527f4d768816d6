"""question: 5.3
functions: train
mistake: carries half of the last step along (the same at the first step)
"""

import numpy as np


def train(params, activations, X, y, loss, learning_rate, batch_size, epochs, rng):
    from .functions import LOSSES
    from .network import forward, loss_and_gradients

    steps = [(0.0, 0.0)] * len(params)
    losses = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            _, grads = loss_and_gradients(params, activations, X[rows], y[rows], loss)
            steps = [
                (0.5 * sW - learning_rate * np.asarray(dW), 0.5 * sb - learning_rate * np.asarray(db))
                for (sW, sb), (dW, db) in zip(steps, grads)
            ]
            params = [(W + sW, b + sb) for (W, b), (sW, sb) in zip(params, steps)]
        losses.append(LOSSES[loss](forward(params, activations, X)[1][-1], y))
    return params, losses
