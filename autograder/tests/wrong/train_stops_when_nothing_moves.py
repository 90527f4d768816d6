"""question: 5.3
functions: train
mistake: stops where the loss does not change any more, so losses are fewer than epochs
"""

from .functions import LOSSES
from .network import forward, loss_and_gradients


def train(params, activations, X, y, loss, learning_rate, batch_size, epochs, rng):
    losses = []
    for _ in range(epochs):
        for X_b, y_b in minibatches(X, y, batch_size, rng):
            _, grads = loss_and_gradients(params, activations, X_b, y_b, loss)
            params = sgd_step(params, grads, learning_rate)
        losses.append(LOSSES[loss](forward(params, activations, X)[1][-1], y))
        if len(losses) > 1 and abs(losses[-1] - losses[-2]) < 1e-10:
            break
    return params, losses
