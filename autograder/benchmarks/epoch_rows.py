"""Runs the peers of epoch_peers.py by turns, and times their epochs."""

from __future__ import annotations

import contextlib
import json
import os
import pathlib
import statistics
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from autograder.core.homework import SOLUTION
from autograder.grading.reference import Reference
from autograder.sandbox.limits import ONE_THREAD

from .environments import NUMPY

SCRIPT = pathlib.Path(__file__).with_name("epoch_turns.py")
# JAX and scikit-learn are the latest for Python 3.10.
PINNED = {
    "torch": ("torch==2.13.0", NUMPY),
    "jax": ("jax[cpu]==0.6.2", NUMPY),
    "scikit-learn": ("scikit-learn==1.7.2", NUMPY),
}
EPOCHS = 5  # In one turn.
MOST_APART = 0.03  # Two orders of the examples differ by 0.02; an epoch left out by 0.04.


@dataclass(frozen=True)
class Peer:
    """A peer of epoch_peers.py: what it is called there, for readers, and where it runs.

    `environment` is a key of PINNED, or None for the kit's own.
    """

    name: str
    label: str
    environment: str | None = None


PEERS = (
    Peer("reference", "the reference, float64"),
    Peer("textbook", "textbook NumPy, float64"),
    Peer("torch_sgd", "PyTorch eager, torch.optim.SGD, float32", "torch"),
    Peer("torch_sgd_float64", "PyTorch eager, torch.optim.SGD, float64", "torch"),
    Peer("torch_by_hand", "PyTorch eager, updates by hand, float32", "torch"),
    Peer("jax_steps", "JAX, each step compiled, float32", "jax"),
    Peer("jax_steps_float64", "JAX, each step compiled, float64", "jax"),
    Peer("jax_steps_on_device", "JAX, minibatches taken in the step, float32", "jax"),
    Peer("scikit_learn", "scikit-learn's MLPClassifier, float64", "scikit-learn"),
)


@dataclass(frozen=True)
class Training:
    """What is trained, but for the data: 64 pixels, one hidden layer, 10 classes."""

    hidden: int
    batch_size: int
    learning_rate: float

    def __str__(self):
        return f"64-{self.hidden}-10, minibatches of {self.batch_size}"


@dataclass(frozen=True)
class Row:
    """Milliseconds for each timed epoch of a peer, by the clock and of processors."""

    peer: Peer
    training: Training
    milliseconds: tuple[float, ...]
    cpu_milliseconds: tuple[float, ...]
    loss: float  # After EPOCHS epochs.
    version: str

    @property
    def median(self) -> float:
        return statistics.median(self.milliseconds)


def rows(
    training: Training, pythons: Mapping[str | None, pathlib.Path], rounds: int
) -> tuple[Row, ...]:
    """A row for each peer whose environment's Python is in `pythons`, the reference's first.

    Raises RuntimeError where a peer ends, or did not train the same as the reference.
    """
    with tempfile.TemporaryDirectory(prefix="epoch-") as folder, contextlib.ExitStack() as stack:
        problem = write_problem(pathlib.Path(folder), training)
        running = [
            stack.enter_context(Running(peer, problem, pythons[peer.environment]))
            for peer in PEERS
            if peer.environment in pythons
        ]
        losses = {one.peer.name: one.turn(EPOCHS)["loss"] for one in running}
        require_agreement(losses)
        turns = [[one.turn(EPOCHS)["times"] for one in running] for _ in range(rounds)]
    return tuple(
        _row(one, training, own, losses[one.peer.name])
        for one, own in zip(running, zip(*turns, strict=True), strict=True)
    )


def _row(running, training, turns, loss):
    # The first epoch of each turn finds other programs' data in the caches.
    wall, cpu = zip(*(times for turn in turns for times in turn[1:]), strict=True)
    return Row(running.peer, training, wall, cpu, loss, running.version)


class Running:
    """A peer in a process of its own, which trains so many epochs when it is told to."""

    def __init__(self, peer: Peer, problem: pathlib.Path, python: pathlib.Path):
        self.peer = peer
        self.process = subprocess.Popen(
            [python, SCRIPT, peer.name, problem],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env={**os.environ, **ONE_THREAD, "PYTHONPATH": str(SOLUTION)},
        )  # fmt: skip
        self.version = self._answer()

    def turn(self, epochs: int) -> Mapping:
        """The `times` of each epoch, by the clock and of processors, and the `loss` after them."""
        assert self.process.stdin
        print(epochs, file=self.process.stdin, flush=True)
        return self._answer()

    def _answer(self):
        assert self.process.stdout
        line = self.process.stdout.readline()
        if not line:
            self.process.communicate()
            raise RuntimeError(f"{self.peer.name} ended with {self.process.returncode}")
        return json.loads(line)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.communicate()


def write_problem(folder: pathlib.Path, training: Training) -> pathlib.Path:
    """All digits and the first parameters, in a file that epoch_peers.py reads."""
    functions = Reference().functions
    X_train, y_train, X_test, y_test = functions("data.load_digits")()
    first = functions("functions.init_params")([64, training.hidden, 10], np.random.default_rng(0))
    (W1, b1), (W2, b2) = first
    path = folder / f"{training.hidden}.npz"
    np.savez(
        path, X=np.concatenate([X_train, X_test]), y=np.concatenate([y_train, y_test]),
        W1=W1, b1=b1, W2=W2, b2=b2,
        batch_size=training.batch_size, learning_rate=training.learning_rate, seed=1,
    )  # fmt: skip
    return path


def require_agreement(losses: Mapping[str, float]) -> None:
    """Raise RuntimeError where a loss is farther from the reference's than MOST_APART of it."""
    own = losses["reference"]
    for name, loss in losses.items():
        if not abs(loss - own) <= MOST_APART * own:
            raise RuntimeError(
                f"{name} did not train the same: its loss after {EPOCHS} epochs is {loss:.4f}, "
                f"the reference's {own:.4f}"
            )
