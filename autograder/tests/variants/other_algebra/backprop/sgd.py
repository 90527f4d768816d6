"""Part 5 with sorted random keys, and a training loop that calls no other function of this part."""

import numpy as np

from backprop.network import loss_and_gradients


def minibatches(X, y, batch_size, rng):
    assert len(X) == len(y)
    if batch_size <= 0:
        raise ValueError("batch_size")
    order = np.argsort(rng.random(len(X)))
    return (
        (np.take(X, order[i : i + batch_size], axis=0), np.take(y, order[i : i + batch_size], axis=0))
        for i in range(0, len(X), batch_size)
    )


def sgd_step(params, grads, learning_rate):
    new_params = []
    for layer, gradient in zip(params, grads):
        both = np.column_stack(layer) - learning_rate * np.column_stack(gradient)
        new_params.append([both[:, :-1], both[:, -1]])
    return new_params


def train(params, activations, X, y, loss, learning_rate, batch_size, epochs, rng):
    assert epochs >= 0
    if batch_size < 1:
        raise ValueError("batch_size must be 1 or more")
    rows = list(range(len(X)))
    params = [[np.array(W, dtype=float), np.array(b, dtype=float)] for W, b in params]
    losses = np.zeros(epochs)
    for epoch in range(epochs):
        rng.shuffle(rows)
        for start in range(0, len(rows), batch_size):
            batch = rows[start : start + batch_size]
            _, grads = loss_and_gradients(params, activations, X[batch], y[batch], loss)
            for layer, gradient in zip(params, grads):
                # These arrays are this function's own copies, so it may change them.
                layer[0] -= learning_rate * gradient[0]
                layer[1] -= learning_rate * gradient[1]
        losses[epoch] = loss_and_gradients(params, activations, X, y, loss)[0]
    return params, losses
