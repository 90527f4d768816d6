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
        raise ValueError(f"batch_size is {batch_size}, but a batch has at least 1 example")
    X, y = np.asarray(X), np.asarray(y)
    order = rng.permutation(len(X))
    for start in range(0, len(order), batch_size):
        rows = order[start : start + batch_size]
        yield X[rows], y[rows]  # indexed by an array: copies


def sgd_step(params, grads, learning_rate):
    def moved(theta, slope):
        step = np.multiply(learning_rate, np.asarray(slope, dtype=float))
        return np.subtract(np.asarray(theta, dtype=float), step)

    return [
        (moved(W, dW), moved(b, db)) for (W, b), (dW, db) in zip(params, grads, strict=True)
    ]


def train(params, activations, X, y, loss, learning_rate, batch_size, epochs, rng):
    # Imported here, so that minibatches and sgd_step work even while network.py does not.
    from .network import forward, loss_and_gradients

    params = [(np.array(W, dtype=float), np.array(b, dtype=float)) for W, b in params]
    losses = []
    for _ in range(epochs):
        for X_b, y_b in minibatches(X, y, batch_size, rng):
            _loss, grads = loss_and_gradients(params, activations, X_b, y_b, loss)
            params = sgd_step(params, grads, learning_rate)
        _Z, A = forward(params, activations, X)
        losses.append(LOSSES[loss](A[-1], y))
    return params, losses
