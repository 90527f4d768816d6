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
    """The share of examples whose largest logit is that of the correct class: a worked example.

    logits: (n, m). labels: (n,), integers from 0 to m - 1. Returns a float from 0 to 1.
    """
    # axis=1 runs along a row: for each example, the index of its largest logit.
    guesses = np.argmax(logits, axis=1)
    return float(np.mean(guesses == labels))


def minibatches(X, y, batch_size, rng):
    """One epoch of minibatches: a generator of pairs (X_b, y_b).

    X: (n, d). y: (n,) or (n, m). X_b and y_b hold the same examples: row i of X_b
        belongs to row i of y_b, as in X and y. Integer labels stay integers.
    batch_size: how many examples a batch has, at least 1. The last batch is smaller
        if n is not a multiple of it; if batch_size >= n, there is one batch of all n.
    rng: a numpy.random.Generator. Each call draws a fresh random order from it.
    Every example is used exactly once. X and y are not changed.
    Raises ValueError for a batch_size below 1 (at the first batch is early enough).
    """
    # TODO(5.1): Shuffle the indices of the rows, not the rows. `yield` hands over one batch, and the
    # function continues from there.
    raise NotImplementedError("5.1 minibatches is yours to write")


def sgd_step(params, grads, learning_rate):
    """One step of gradient descent for all weights and biases.

    params: [(W1, b1), ...]. grads: [(dW1, db1), ...], with the same shapes.
    learning_rate: alpha, a positive number. The gradient is already that of a mean, so
        the step does not depend on the batch size.
    Returns new params in a new list. params and grads are not changed.
    """
    # TODO(5.2): theta <- theta - alpha * gradient, for each array.
    raise NotImplementedError("5.2 sgd_step is yours to write")


def train(params, activations, X, y, loss, learning_rate, batch_size, epochs, rng):
    """Train a network by minibatch SGD.

    params, activations, X, y, loss: as for loss_and_gradients (4.3).
    learning_rate: alpha, the same for every step.
    batch_size: as for minibatches; with batch_size >= n this is full gradient descent.
    epochs: how many times to go through all examples, an integer >= 0, whatever the loss does.
    rng: a numpy.random.Generator, for the order of the examples.
    Returns (params, losses): the trained params, and a list with one number per
    epoch: the loss on all of (X, y) at its end. losses[0] is that after the first epoch.
    """
    # Imported here, so that minibatches and sgd_step work even while network.py does not.
    from .network import forward, loss_and_gradients

    # TODO(5.3): In each epoch, take a step for each minibatch; then record the loss on all the data.
    raise NotImplementedError("5.3 train is yours to write")
