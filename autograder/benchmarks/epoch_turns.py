"""Trains with one peer of epoch_peers.py, some epochs at a time.

python epoch_turns.py PEER PROBLEM.npz

It runs in an environment that has the peer's library and NumPy, not the kit. Each line
that comes in is a number of epochs; the line that goes out has the milliseconds of each,
and the loss after them.
"""

import importlib.metadata
import json
import os
import platform
import sys
import time
from types import SimpleNamespace

import numpy as np
from epoch_peers import PEERS


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
