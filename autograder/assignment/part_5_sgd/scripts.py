"""Scripts for SGD: they make the random generator that the functions are given."""

from ...grading.calls import refused
from ...grading.scripts import script


@script(chance="order")
def epochs_of_minibatches(package, name, inputs):
    """For each epoch, all from one generator, the list of its minibatches."""
    rng = package.generator(inputs["seed"])
    return [_epoch(package, name, inputs, rng) for _ in range(inputs["epochs"])]


@script(chance="order")
def refused_batch_size(package, name, inputs):
    """All in one minibatch, and the text of the ValueError for a bad size, if there is one."""
    good = _epoch(package, name, {**inputs, "batch_size": len(inputs["X"])}, package.generator(0))
    return refused(good, lambda: _epoch(package, name, inputs, package.generator(0)))


@script(chance="order")
def minibatches_of_seeds(package, name, inputs):
    """For each seed, the first epoch's minibatches from a generator of its own."""
    return [_epoch(package, name, inputs, package.generator(seed)) for seed in inputs["seeds"]]


def _epoch(package, name, inputs, rng):
    batches = package(name)(inputs["X"], inputs["y"], inputs["batch_size"], rng)
    # A generator that never ends would fill the memory.
    return [tuple(batch) for batch in package.take(batches, 10 * len(inputs["X"]))]


@script()
def train(package, name, inputs):
    """What `train` returns, with a generator made from `seed`."""
    return _train(package, name, inputs, inputs["seed"])


@script(chance="order")
def train_with_seeds(package, name, inputs):
    """What `train` returns for each of several seeds."""
    return [_train(package, name, inputs, seed) for seed in inputs["seeds"]]


@script()
def train_epoch_by_epoch(package, name, inputs):
    """The params after each epoch: each is trained from those before, by one generator."""
    rng = package.generator(inputs["seed"])
    params, path = inputs["params"], []
    for _ in range(inputs["epochs"]):
        arguments = _arguments({**inputs, "params": params, "epochs": 1})
        params, _ = package(name)(*arguments, rng)
        path.append(params)
    return path


def _train(package, name, inputs, seed):
    return package(name)(*_arguments(inputs), package.generator(seed))


_NAMES = (
    "params", "activations", "X", "y", "loss", "learning_rate", "batch_size", "epochs",
)  # fmt: skip


def _arguments(inputs):
    return [inputs[name] for name in _NAMES]
