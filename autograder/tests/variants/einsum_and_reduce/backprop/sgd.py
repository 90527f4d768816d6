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
    # TODO(5.1): Shuffle the indices of the rows, not the rows. `yield` hands over one batch, and the
    # function continues from there.
    if batch_size < 1:
        raise ValueError(f"batch_size is {batch_size}, but a batch holds at least 1 example")
    X, y = np.asarray(X), np.asarray(y)
    order = rng.permutation(len(X))

    def batches():
        for start in range(0, len(order), batch_size):
            rows = order[start : start + batch_size]
            yield X[rows], y[rows]

    return batches()


def sgd_step(params, grads, learning_rate):
    # TODO(5.2): theta <- theta - alpha * gradient, for each array.
    return [
        tuple(
            np.asarray(theta, dtype=float) - learning_rate * np.asarray(slope, dtype=float)
            for theta, slope in zip(layer, layer_grads, strict=True)
        )
        for layer, layer_grads in zip(params, grads, strict=True)
    ]


def train(params, activations, X, y, loss, learning_rate, batch_size, epochs, rng):
    # Imported here, so that minibatches and sgd_step work even while network.py does not.
    from .network import forward, loss_and_gradients

    # TODO(5.3): In each epoch, take a step for each minibatch; then record the loss on all the data.
    params = [tuple(np.array(theta, dtype=float) for theta in layer) for layer in params]
    losses = []
    for _ in range(epochs):
        for X_b, y_b in minibatches(X, y, batch_size, rng):
            _, grads = loss_and_gradients(params, activations, X_b, y_b, loss)
            params = sgd_step(params, grads, learning_rate)
        _, A = forward(params, activations, X)
        losses.append(LOSSES[loss](A[-1], y))
    return params, losses
