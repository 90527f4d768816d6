"""Probes for SGD: they make the random generator that the functions are given."""

import itertools

import numpy as np

from . import probe


@probe
def epochs_of_minibatches(functions, name, inputs):
    """For each epoch, all from one generator, the list of its minibatches."""
    minibatches = functions(name)
    rng = np.random.default_rng(inputs["seed"])
    return [_epoch(minibatches, inputs, rng) for _ in range(inputs["epochs"])]


@probe
def refused_batch_size(functions, name, inputs):
    """The minibatches of a bad size, once those of size 2 have come."""
    minibatches = functions(name)
    try:
        _epoch(minibatches, {**inputs, "batch_size": 2}, np.random.default_rng(0))
    except ValueError:
        return "a batch size of 2 is refused as well"
    return _epoch(minibatches, inputs, np.random.default_rng(0))


@probe
def minibatches_of_seeds(functions, name, inputs):
    """For each seed, the first epoch's minibatches from a generator of its own."""
    minibatches = functions(name)
    return [_epoch(minibatches, inputs, np.random.default_rng(s)) for s in inputs["seeds"]]


def _epoch(minibatches, inputs, rng):
    batches = minibatches(inputs["X"], inputs["y"], inputs["batch_size"], rng)
    # A generator that never ends would fill the memory.
    return [tuple(batch) for batch in itertools.islice(batches, 10 * len(inputs["X"]))]


@probe
def train(functions, name, inputs):
    """What `train` returns, with a generator made from `seed`."""
    return _train(functions(name), inputs, inputs["seed"])


@probe
def train_with_seeds(functions, name, inputs):
    """What `train` returns for each of several seeds."""
    return [_train(functions(name), inputs, seed) for seed in inputs["seeds"]]


@probe
def train_epoch_by_epoch(functions, name, inputs):
    """The params after each epoch: each is trained from those before, by one generator."""
    rng = np.random.default_rng(inputs["seed"])
    params, path = inputs["params"], []
    for _ in range(inputs["epochs"]):
        params, _ = functions(name)(*_arguments({**inputs, "params": params, "epochs": 1}), rng)
        path.append(params)
    return path


def _train(function, inputs, seed):
    return function(*_arguments(inputs), np.random.default_rng(seed))


_NAMES = (
    "params", "activations", "X", "y", "loss", "learning_rate", "batch_size", "epochs",
)  # fmt: skip


def _arguments(inputs):
    return [inputs[name] for name in _NAMES]
