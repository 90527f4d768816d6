"""Scripts for SGD: they make the random generator that the functions are given."""

from ...grading.calls import refused
from ...grading.judging.wording import assigned
from ...grading.scripts import script

RNG = "rng = np.random.default_rng(seed)"
MINIBATCHES = "list({}(X, y, batch_size, {}))"


def _rows(inputs):
    """X and y, whose rows carry their numbers, as Python."""
    targets = inputs["y"].shape[1:]
    y = f"np.arange(n)[:, np.newaxis] + np.arange(1, {targets[0] + 1}) / 4" if targets else ""
    X = "np.stack([np.arange(n), 100.5 + np.arange(n)], axis=1)"
    if not inputs["X"].flags.c_contiguous:
        X = X.replace(", axis=1)", ").T")
        y = f"np.asfortranarray({y})" if y else "np.repeat(np.arange(n), 2)[::2]"
    return [
        f"n = {len(inputs['X'])}",
        f"X = {X}",
        f"y = {y or 'np.arange(n)'}",
        *assigned(inputs, "batch_size"),
    ]


def _written_epochs(name, inputs):
    epochs = f"[{MINIBATCHES.format(name, 'rng')} for epoch in range({inputs['epochs']})]"
    return epochs, [*_rows(inputs), RNG.replace("seed", str(inputs["seed"]))]


def _written_refusal(name, inputs):
    return MINIBATCHES.format(name, "rng"), [*_rows(inputs), RNG.replace("seed", "0")]


def _written_seeds(name, inputs):
    each = MINIBATCHES.format(name, "np.random.default_rng(seed)")
    return f"[{each} for seed in seeds]", [*_rows(inputs), *assigned(inputs, "seeds")]


def _written_training(name, inputs):
    rng = RNG.replace("seed", str(inputs["seed"]))
    return f"{name}({', '.join(_NAMES)}, rng)", [*assigned(inputs, *_NAMES), rng]


def _written_trainings(name, inputs):
    """A call for each of the seeds, or the only one."""
    if len(inputs["seeds"]) == 1:
        return _written_training(name, {**inputs, "seed": inputs["seeds"][0]})
    each = f"{name}({', '.join(_NAMES)}, np.random.default_rng(seed))"
    return f"[{each} for seed in seeds]", assigned(inputs, *_NAMES, "seeds")


def _written_epoch_by_epoch(name, inputs):
    call, statements = _written_training(name, {**inputs, "epochs": 1})
    return f"{inputs['epochs']} times: params, _ = {call}", statements


@script(chance="order", written=_written_epochs)
def epochs_of_minibatches(package, name, inputs):
    """For each epoch, all from one generator, the list of its minibatches."""
    rng = package.generator(inputs["seed"])
    return [_epoch(package, name, inputs, rng) for _ in range(inputs["epochs"])]


@script(chance="order", written=_written_refusal)
def refused_batch_size(package, name, inputs):
    """All in one minibatch, and the text of the ValueError for a bad size, if there is one."""
    good = _epoch(package, name, {**inputs, "batch_size": len(inputs["X"])}, package.generator(0))
    return refused(good, lambda: list(_epoch(package, name, inputs, package.generator(0))))


@script(chance="order", written=_written_seeds)
def minibatches_of_seeds(package, name, inputs):
    """For each seed, the first epoch's minibatches from a generator of its own."""
    return [_epoch(package, name, inputs, package.generator(seed)) for seed in inputs["seeds"]]


def _epoch(package, name, inputs, rng):
    batches = package.find(name)(inputs["X"], inputs["y"], inputs["batch_size"], rng)
    # A generator that never ends would fill the memory.
    return package.tuples(batches, 10 * len(inputs["X"]))


@script(written=_written_training)
def train(package, name, inputs):
    """What `train` returns, with a generator made from `seed`."""
    return _train(package, name, inputs, inputs["seed"])


@script(chance="order", written=_written_trainings)
def train_with_seeds(package, name, inputs):
    """What `train` returns for each of several seeds."""
    return [_train(package, name, inputs, seed) for seed in inputs["seeds"]]


@script(written=_written_epoch_by_epoch)
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
    return package.find(name)(*_arguments(inputs), package.generator(seed))


_NAMES = (
    "params", "activations", "X", "y", "loss", "learning_rate", "batch_size", "epochs",
)  # fmt: skip


def _arguments(inputs):
    return [inputs[name] for name in _NAMES]
