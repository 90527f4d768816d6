"""Part 5 with lists: a list of batches in place of a generator."""

import numpy as np

from .functions import LOSSES
from .network import forward, loss_and_gradients


def minibatches(X, y, batch_size, rng):
    if batch_size < 1:
        raise ValueError("batch_size must be at least 1")
    not_seen_yet = list(range(len(X)))
    batches = []
    X_b = []
    y_b = []
    while len(not_seen_yet) > 0:
        row = not_seen_yet.pop(int(rng.integers(len(not_seen_yet))))
        X_b.append(X[row])
        y_b.append(y[row])
        if len(X_b) == batch_size:
            batches.append((X_b, y_b))
            X_b = []
            y_b = []
    if len(X_b) > 0:
        batches.append((X_b, y_b))
    return batches


def sgd_step(params, grads, learning_rate):
    new_params = []
    for (W, b), (dW, db) in zip(params, grads):
        new_W = []
        for j in range(len(W)):
            new_W.append([float(W[j][i]) - learning_rate * float(dW[j][i]) for i in range(len(W[j]))])
        new_b = [float(b[j]) - learning_rate * float(db[j]) for j in range(len(b))]
        new_params.append([new_W, new_b])
    return new_params


def train(params, activations, X, y, loss, learning_rate, batch_size, epochs, rng):
    losses = []
    for _ in range(epochs):
        for X_b, y_b in minibatches(X, y, batch_size, rng):
            _, grads = loss_and_gradients(params, activations, X_b, y_b, loss)
            params = sgd_step(params, grads, learning_rate)
        _, A = forward(params, activations, X)
        losses.append(LOSSES[loss](np.array(A[-1]), np.array(y)))
    return params, losses
