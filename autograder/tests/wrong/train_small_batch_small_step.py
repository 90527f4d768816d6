"""question: 5.3
functions: train
mistake: scales the step by len(X_b) / batch_size (the same where the size divides n)
"""

from .functions import LOSSES
from .network import forward, loss_and_gradients


def train(params, activations, X, y, loss, learning_rate, batch_size, epochs, rng):
    losses = []
    for _ in range(epochs):
        for X_b, y_b in minibatches(X, y, batch_size, rng):
            _, grads = loss_and_gradients(params, activations, X_b, y_b, loss)
            share = len(X_b) / batch_size  # the last batch has fewer examples, so it counts less
            params = sgd_step(params, grads, learning_rate * share)
        _, A = forward(params, activations, X)
        losses.append(LOSSES[loss](A[-1], y))
    return params, losses
