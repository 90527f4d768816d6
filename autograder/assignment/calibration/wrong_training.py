"""Wrong versions of `train`, to show which of them each limit catches."""

from __future__ import annotations

from collections.abc import Callable


def wrong_trainings(functions) -> dict[str, Callable]:
    """Wrong versions by what is wrong, made from the reference's parts in `functions`."""
    return {
        "gradient ascent": _training(functions, scale=lambda m, n, batch_size: -1),
        "a sum for the batch's mean": _training(functions, scale=lambda m, n, batch_size: m),
        "averaged twice over the batch": _training(functions, scale=lambda m, n, batch_size: 1 / m),
        "divided by n, not the batch's length": _training(
            functions, scale=lambda m, n, batch_size: m / n
        ),
        "divided by batch_size in a smaller batch too": _training(
            functions, scale=lambda m, n, batch_size: m / batch_size
        ),
        "half the gradient (mse without its 2)": _training(
            functions, scale=lambda m, n, batch_size: 1 / 2
        ),
        "a tenth of the learning rate": _training(functions, scale=lambda m, n, batch_size: 1 / 10),
        "X and y shuffled apart": _training(functions, _shuffled_apart),
        "never shuffled": _training(functions, _never_shuffled),
        "examples drawn with replacement": _training(functions, _with_replacement),
        "the last, smaller batch dropped": _training(functions, _last_dropped),
        "only the first batch of each epoch": _training(functions, _first_batch_only),
        "batch_size ignored: all n at once": _training(functions, _all_at_once),
        "batch_size ignored: one at a time": _training(functions, _one_at_a_time),
        "one epoch too few": _fewer_epochs(functions),
        "the gradient taken once an epoch": _stale_gradient(functions),
        "biases never move": _training(functions, moves=lambda layer, dW, db: (dW, 0 * db)),
        "only the first layer moves": _training(
            functions, moves=lambda layer, dW, db: (dW * (layer == 0), db * (layer == 0))
        ),
    }


def _shuffled(X, y, batch_size, rng):
    order = rng.permutation(len(X))
    yield from _never_shuffled(X[order], y[order], batch_size, rng)


def _never_shuffled(X, y, batch_size, rng):
    for start in range(0, len(X), batch_size):
        yield X[start : start + batch_size], y[start : start + batch_size]


def _shuffled_apart(X, y, batch_size, rng):
    return _never_shuffled(rng.permutation(X), rng.permutation(y), batch_size, rng)


def _with_replacement(X, y, batch_size, rng):
    rows = rng.integers(len(X), size=len(X))
    return _never_shuffled(X[rows], y[rows], batch_size, rng)


def _last_dropped(X, y, batch_size, rng):
    return (batch for batch in _shuffled(X, y, batch_size, rng) if len(batch[0]) == batch_size)


def _first_batch_only(X, y, batch_size, rng):
    yield next(_shuffled(X, y, batch_size, rng))


def _all_at_once(X, y, batch_size, rng):
    return _shuffled(X, y, len(X), rng)


def _one_at_a_time(X, y, batch_size, rng):
    return _shuffled(X, y, 1, rng)


def _training(functions, batches=_shuffled, scale=None, moves=None):
    """`train` with other batches, a factor on each gradient, or some params held fast.

    scale(m, n, batch_size) is the factor for a batch of m examples out of n.
    """

    def train(params, activations, X, y, loss, learning_rate, batch_size, epochs, rng):
        loss_and_gradients = functions("network.loss_and_gradients")
        for _ in range(epochs):
            for X_b, y_b in batches(X, y, batch_size, rng):
                _, grads = loss_and_gradients(params, activations, X_b, y_b, loss)
                if moves:
                    grads = [moves(layer, dW, db) for layer, (dW, db) in enumerate(grads)]
                factor = scale(len(X_b), len(X), batch_size) if scale else 1
                params = functions("sgd.sgd_step")(params, grads, factor * learning_rate)
        return params, []

    return train


def _fewer_epochs(functions):
    def train(*arguments):
        *others, epochs, rng = arguments
        return _training(functions)(*others, epochs - 1, rng)

    return train


def _stale_gradient(functions):
    """Every step of an epoch uses the params that the epoch began with."""

    def train(params, activations, X, y, loss, learning_rate, batch_size, epochs, rng):
        loss_and_gradients = functions("network.loss_and_gradients")
        for _ in range(epochs):
            first = params
            for X_b, y_b in _shuffled(X, y, batch_size, rng):
                _, grads = loss_and_gradients(first, activations, X_b, y_b, loss)
                params = functions("sgd.sgd_step")(params, grads, learning_rate)
        return params, []

    return train
