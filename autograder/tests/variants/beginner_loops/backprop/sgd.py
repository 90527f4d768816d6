"""Part 5. Stochastic gradient descent: many cheap, noisy steps instead of a few exact ones.

Full gradient descent looks at all n examples before each step. SGD looks at a
minibatch of them, whose gradient is correct on average. An epoch is one pass over
all examples, each used exactly once.

Given: `LOSSES` (functions.py), your network of part 4, and `accuracy` below as a
worked example. Yours: the minibatches (5.1), one step (5.2) and the training
loop (5.3). All randomness comes from `rng`, a numpy.random.Generator: with the
same rng you can repeat a run exactly. Arrays may hold integers too, and no function
changes its arguments.
"""

import numpy as np

from .functions import LOSSES


def accuracy(logits, labels):
    # axis=1 runs along a row: for each example, the index of its largest logit.
    guesses = np.argmax(logits, axis=1)
    return float(np.mean(guesses == labels))


def minibatches(X, y, batch_size, rng):
    if batch_size < 1:
        raise ValueError(f"batch_size must be at least 1, but it is {batch_size}")
    batch_size = int(batch_size)
    X = np.asarray(X)
    y = np.asarray(y)
    n = len(X)
    order = rng.permutation(n)  # the numbers of the rows, shuffled
    for start in range(0, n, batch_size):
        rows = order[start : start + batch_size]  # at the end there may be fewer
        yield X[rows], y[rows]


def sgd_step(params, grads, learning_rate):
    new_params = []
    for l in range(len(params)):
        W, b = params[l]
        dW, db = grads[l]
        new_W = np.array(W, dtype=float) - learning_rate * np.array(dW, dtype=float)
        new_b = np.array(b, dtype=float) - learning_rate * np.array(db, dtype=float)
        new_params.append((new_W, new_b))
    return new_params


def train(params, activations, X, y, loss, learning_rate, batch_size, epochs, rng):
    # Imported here, so that minibatches and sgd_step work even while network.py does not.
    from .network import forward, loss_and_gradients

    trained = []
    for W, b in params:
        trained.append((np.array(W, dtype=float), np.array(b, dtype=float)))

    losses = []
    for _ in range(epochs):
        for X_b, y_b in minibatches(X, y, batch_size, rng):
            _, grads = loss_and_gradients(trained, activations, X_b, y_b, loss)
            trained = sgd_step(trained, grads, learning_rate)
        _, A = forward(trained, activations, X)
        losses.append(LOSSES[loss](A[-1], y))
    return trained, losses
