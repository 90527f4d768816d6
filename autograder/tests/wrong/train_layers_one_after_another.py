"""question: 5.3
functions: train
mistake: updates layer by layer and asks for fresh gradients in between (the same for one layer)
"""

import numpy as np


def train(params, activations, X, y, loss, learning_rate, batch_size, epochs, rng):
    from .functions import LOSSES
    from .network import forward, loss_and_gradients

    params = list(params)
    losses = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            for layer in range(len(params)):
                _, grads = loss_and_gradients(params, activations, X[rows], y[rows], loss)
                (W, b), (dW, db) = params[layer], grads[layer]
                params[layer] = (W - learning_rate * np.asarray(dW), b - learning_rate * np.asarray(db))
        losses.append(LOSSES[loss](forward(params, activations, X)[1][-1], y))
    return params, losses
