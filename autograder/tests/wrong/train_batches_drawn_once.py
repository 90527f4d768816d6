"""question: 5.3
functions: train
mistake: draws the minibatches once, before the loop over epochs
"""

from .functions import LOSSES
from .network import forward, loss_and_gradients


def train(params, activations, X, y, loss, learning_rate, batch_size, epochs, rng):
    losses = []
    batches = list(minibatches(X, y, batch_size, rng))  # a list: a generator is empty after one epoch
    for _ in range(epochs):
        for X_b, y_b in batches:
            _, grads = loss_and_gradients(params, activations, X_b, y_b, loss)
            params = sgd_step(params, grads, learning_rate)
        _, A = forward(params, activations, X)
        losses.append(LOSSES[loss](A[-1], y))
    return params, losses
