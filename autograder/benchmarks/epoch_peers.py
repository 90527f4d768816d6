"""Trains a network by SGD, an epoch at a time, as its users write it with one library.

python epoch_peers.py PEER PROBLEM.npz

It runs in an environment that has the library and NumPy, not the kit. Each line that
comes in is a number of epochs; the line that goes out has the milliseconds of each, and
the loss after them. An epoch is the loop over the minibatches, with the order drawn
anew, and nothing else: the loss on all the data is not timed.

A peer is a function from the problem to `epoch`, which trains, and `params`, which gives
[(W1, b1), (W2, b2)] with W of shape (out, in).
"""

import importlib.metadata
import json
import os
import platform
import sys
import time
from types import SimpleNamespace

import numpy as np


def reference(problem):
    """The homework's own functions, in float64. The solution's folder is on the path."""
    from backprop.network import loss_and_gradients
    from backprop.sgd import minibatches, sgd_step

    params, activations = problem.params, ["relu", "identity"]
    loss, rng = "softmax_cross_entropy", np.random.default_rng(problem.seed)

    def epoch():
        nonlocal params
        for X_b, y_b in minibatches(problem.X, problem.y, problem.batch_size, rng):
            _, grads = loss_and_gradients(params, activations, X_b, y_b, loss)
            params = sgd_step(params, grads, problem.learning_rate)

    return epoch, lambda: params


def textbook(problem):
    """NumPy in float64, written out for this one network."""
    X, y, rate, size = problem.X, problem.y, problem.learning_rate, problem.batch_size
    (W1, b1), (W2, b2) = problem.params
    rng = np.random.default_rng(problem.seed)

    def epoch():
        nonlocal W1, b1, W2, b2
        order = rng.permutation(len(X))
        for start in range(0, len(X), size):
            batch = order[start : start + size]
            X_b, y_b, n = X[batch], y[batch], len(batch)
            Z1 = X_b @ W1.T + b1
            A1 = np.maximum(Z1, 0.0)
            Z2 = A1 @ W2.T + b2
            exponentials = np.exp(Z2 - Z2.max(axis=1, keepdims=True))
            p = exponentials / exponentials.sum(axis=1, keepdims=True)
            _ = -np.mean(np.log(p[np.arange(n), y_b]))
            p[np.arange(n), y_b] -= 1.0
            dZ2 = p / n
            dZ1 = (dZ2 @ W2) * (Z1 > 0)
            W2, b2 = W2 - rate * dZ2.T @ A1, b2 - rate * dZ2.sum(axis=0)
            W1, b1 = W1 - rate * dZ1.T @ X_b, b1 - rate * dZ1.sum(axis=0)

    return epoch, lambda: [(W1, b1), (W2, b2)]


def torch_sgd(problem):
    """PyTorch, eager, with its own optimizer, in float32."""
    import torch

    X, y, model, loss = _in_torch(problem)
    optimizer = torch.optim.SGD(model.parameters(), lr=problem.learning_rate)

    def epoch():
        order = torch.randperm(len(X))
        for start in range(0, len(X), problem.batch_size):
            batch = order[start : start + problem.batch_size]
            optimizer.zero_grad()
            loss(model(X[batch]), y[batch]).backward()
            optimizer.step()

    return epoch, lambda: _out_of_torch(model)


def torch_by_hand(problem):
    """PyTorch, eager, with the updates written by hand, in float32."""
    import torch

    X, y, model, loss = _in_torch(problem)

    def epoch():
        order = torch.randperm(len(X))
        for start in range(0, len(X), problem.batch_size):
            batch = order[start : start + problem.batch_size]
            loss(model(X[batch]), y[batch]).backward()
            with torch.no_grad():
                for parameter in model.parameters():
                    parameter -= problem.learning_rate * parameter.grad
                    parameter.grad = None

    return epoch, lambda: _out_of_torch(model)


def _in_torch(problem):
    import torch

    torch.set_num_threads(1)
    torch.manual_seed(problem.seed)
    inputs, hidden, outputs = problem.sizes
    first, last = torch.nn.Linear(inputs, hidden), torch.nn.Linear(hidden, outputs)
    with torch.no_grad():
        for layer, (W, b) in zip((first, last), problem.params, strict=True):
            layer.weight.copy_(torch.tensor(W))
            layer.bias.copy_(torch.tensor(b))
    model = torch.nn.Sequential(first, torch.nn.ReLU(), last)
    X, y = torch.tensor(problem.X, dtype=torch.float32), torch.tensor(problem.y)
    return X, y, model, torch.nn.CrossEntropyLoss()


def _out_of_torch(model):
    arrays = [parameter.detach().numpy() for parameter in model.parameters()]
    return [tuple(arrays[:2]), tuple(arrays[2:])]


def jax_steps(problem):
    """JAX, each step compiled, the data on its device, in float32."""
    import jax

    def loss(params, X, y):
        (W1, b1), (W2, b2) = params
        logits = jax.nn.relu(X @ W1.T + b1) @ W2.T + b2
        right = jax.numpy.take_along_axis(jax.nn.log_softmax(logits), y[:, None], axis=1)
        return -right.mean()

    @jax.jit
    def step(params, X, y, batch):
        value, grads = jax.value_and_grad(loss)(params, X[batch], y[batch])
        new = jax.tree.map(lambda p, g: p - problem.learning_rate * g, params, grads)
        return value, new

    # JAX takes float64 for float32 unless it is told otherwise.
    X, y, params = jax.tree.map(jax.numpy.asarray, (problem.X, problem.y, problem.params))
    rng = np.random.default_rng(problem.seed)

    def epoch():
        nonlocal params
        order = rng.permutation(len(X))
        for start in range(0, len(X), problem.batch_size):
            _, params = step(params, X, y, order[start : start + problem.batch_size])
        jax.block_until_ready(params)

    return epoch, lambda: params


def scikit_learn(problem):
    """scikit-learn's MLPClassifier without momentum and weight decay, in float64."""
    from sklearn.neural_network import MLPClassifier

    model = MLPClassifier(
        problem.sizes[1:2], solver="sgd", alpha=0.0, batch_size=problem.batch_size,
        learning_rate_init=problem.learning_rate, momentum=0.0, nesterovs_momentum=False,
        random_state=problem.seed,
    )  # fmt: skip
    # It makes its arrays with the first batch; then they get the values of all others.
    model.partial_fit(problem.X, problem.y, classes=np.arange(problem.sizes[-1]))
    for own, one, (W, b) in zip(model.coefs_, model.intercepts_, problem.params, strict=True):
        own[:], one[:] = W.T, b

    def params():
        return [(W.T, b) for W, b in zip(model.coefs_, model.intercepts_, strict=True)]

    return lambda: model.partial_fit(problem.X, problem.y), params


# Each with the package whose version is told.
PEERS = {
    "reference": (reference, "numpy"),
    "textbook": (textbook, "numpy"),
    "torch_sgd": (torch_sgd, "torch"),
    "torch_by_hand": (torch_by_hand, "torch"),
    "jax_steps": (jax_steps, "jax"),
    "scikit_learn": (scikit_learn, "scikit-learn"),
}


def read_problem(path):
    """The arrays and numbers of the file, with the layers' sizes and the first parameters."""
    with np.load(path) as file:
        values = {name: file[name] for name in file}
    params = [(values.pop("W1"), values.pop("b1")), (values.pop("W2"), values.pop("b2"))]
    sizes = (params[0][0].shape[1], *(len(W) for W, _ in params))
    numbers = {name: values.pop(name).item() for name in ("batch_size", "learning_rate", "seed")}
    return SimpleNamespace(params=params, sizes=sizes, **numbers, **values)


def loss_on_all(problem, params):
    """The same formula for every peer, in float64."""
    (W1, b1), (W2, b2) = [[np.asarray(a, dtype=float) for a in layer] for layer in params]
    logits = np.maximum(problem.X @ W1.T + b1, 0.0) @ W2.T + b2
    logits -= logits.max(axis=1, keepdims=True)
    right = logits[np.arange(len(problem.y)), problem.y]
    return float(np.mean(np.log(np.exp(logits).sum(axis=1)) - right))


def timed(epoch):
    """Milliseconds by the clock, and of processors."""
    started, used = time.perf_counter(), time.process_time()
    epoch()
    return 1000 * (time.perf_counter() - started), 1000 * (time.process_time() - used)


def keep_to_one_core():
    """JAX takes no setting for one thread, but makes as many as there are cores for it."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, [max(os.sched_getaffinity(0))])


def main(name, path):
    """Say what runs, and then train whenever a line comes in."""
    keep_to_one_core()
    problem = read_problem(path)
    make, package = PEERS[name]
    epoch, params = make(problem)
    version = f"{package} {importlib.metadata.version(package)}"
    print(json.dumps(f"{version}, Python {platform.python_version()}"), flush=True)
    for line in sys.stdin:
        times = [timed(epoch) for _ in range(int(line))]
        print(json.dumps({"times": times, "loss": loss_on_all(problem, params())}), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
