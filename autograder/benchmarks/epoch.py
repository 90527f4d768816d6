"""An epoch of SGD by the reference and by other libraries: same network, data and batch size.

python -m autograder.benchmarks.epoch [--environments FOLDER] [--rounds 20] [--json FILE]

A network of 64-128-10 (relu, identity, softmax cross-entropy) learns the 1,797 digits in
minibatches of 32; for information also one of 64-1024-10 in minibatches of 256, where the
products of matrices take most of the time. Each library is exactly pinned, in an
environment of its own in FOLDER, and has one thread on one core. All train from the same
first parameters, by turns, so that a busy moment of the machine hits all of them. Their
losses must agree after the same number of epochs: else one did not train the same thing.
"""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import json
import os
import pathlib
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from rich import box
from rich.console import Console
from rich.table import Table

from autograder.homework import SOLUTION
from autograder.reference import Reference
from autograder.sandbox.limits import ONE_THREAD

from .environments import installed

SCRIPT = pathlib.Path(__file__).with_name("epoch_peers.py")
NUMPY = "numpy==2.2.6"  # The latest for Python 3.10.
PINNED = {
    "torch": ("torch==2.13.0", NUMPY),
    "jax": ("jax[cpu]==0.6.2", NUMPY),
    "scikit-learn": ("scikit-learn==1.7.2", NUMPY),
}
EPOCHS = 5  # In one turn.
MOST_APART = 0.03  # Two orders of the examples differ by 0.02; an epoch left out by 0.04.


@dataclass(frozen=True)
class Peer:
    """A peer of epoch_peers.py: what it is called there, for readers, and where it runs."""

    name: str
    label: str
    environment: str | None = None


PEERS = (
    Peer("reference", "the reference, float64"),
    Peer("textbook", "textbook NumPy, float64"),
    Peer("torch_sgd", "PyTorch eager, torch.optim.SGD, float32", "torch"),
    Peer("torch_by_hand", "PyTorch eager, updates by hand, float32", "torch"),
    Peer("jax_steps", "JAX, each step compiled, float32", "jax"),
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


SMALL, LARGE = Training(128, 32, 0.02), Training(1024, 256, 0.005)
# At most so many times what the peer takes, for the small network.
TARGETS = {"torch_sgd": 0.3, "jax_steps": 1.5}


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


@dataclass(frozen=True)
class Verdict:
    """Whether the reference takes at most `allowed` times what a peer takes."""

    peer: Peer
    allowed: float
    ratio: float

    @property
    def met(self) -> bool:
        return self.ratio <= self.allowed


class Running:
    """A peer in a process of its own, which trains so many epochs when it is told to."""

    def __init__(self, peer: Peer, problem: pathlib.Path, python: str | os.PathLike):
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
            raise RuntimeError(f"{self.peer.name} ended with {self.process.wait()}")
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


def rows(
    training: Training, pythons: Mapping[str | None, pathlib.Path], rounds: int
) -> tuple[Row, ...]:
    """A row for each peer whose environment's Python is in `pythons`; None is the kit's own.

    Raises RuntimeError where a loss is not that of the reference, within MOST_APART of it.
    """
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        problem = write_problem(pathlib.Path(folder), training)
        running = [
            stack.enter_context(Running(peer, problem, pythons[peer.environment]))
            for peer in PEERS
            if peer.environment in pythons
        ]
        losses = [one.turn(EPOCHS)["loss"] for one in running]
        require_agreement({one.peer.name: x for one, x in zip(running, losses, strict=True)})
        turns = [[one.turn(EPOCHS)["times"] for one in running] for _ in range(rounds)]
    return tuple(
        _row(one, training, own, loss)
        for one, own, loss in zip(running, zip(*turns, strict=True), losses, strict=True)
    )


def _row(running, training, turns, loss):
    # The first epoch of each turn finds other programs' data in the caches.
    wall, cpu = zip(*(times for turn in turns for times in turn[1:]), strict=True)
    return Row(running.peer, training, wall, cpu, loss, running.version)


def require_agreement(losses: Mapping[str, float]) -> None:
    """Raise RuntimeError where a loss is farther from the reference's than MOST_APART of it."""
    own = losses["reference"]
    for name, loss in losses.items():
        if not abs(loss - own) <= MOST_APART * own:
            raise RuntimeError(
                f"{name} did not train the same: its loss after {EPOCHS} epochs is {loss:.4f}, "
                f"the reference's {own:.4f}"
            )


def verdicts(measured: Sequence[Row]) -> tuple[Verdict, ...]:
    """A verdict for each target whose peer was measured."""
    by_name = {row.peer.name: row for row in measured}
    own = by_name["reference"].median
    return tuple(
        Verdict(by_name[name].peer, allowed, own / by_name[name].median)
        for name, allowed in TARGETS.items()
        if name in by_name
    )


def table(measured: Sequence[Row]) -> Table:
    """The rows of one training for reading."""
    found = Table(box=box.SIMPLE_HEAD, title=f"One epoch of {measured[0].training}, milliseconds")
    for column in ("", "minimum", "median", "maximum", "of processors", "/ reference", "loss"):
        found.add_column(column, justify="right" if column else "left")
    for row in measured:
        found.add_row(
            row.peer.label,
            *(f"{x:.2f}" for x in (min(row.milliseconds), row.median, max(row.milliseconds))),
            f"{statistics.median(row.cpu_milliseconds):.2f}",
            f"{row.median / measured[0].median:.2f}",
            f"{row.loss:.3f}",
        )
    return found


def machine() -> str:
    """The processor, its cores, the system and Python."""
    parts = (_processor(), f"{os.cpu_count()} cores", platform.system())
    return ", ".join((*parts, f"Python {platform.python_version()}"))


def _processor():
    try:
        lines = pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((ln.partition(": ")[2] for ln in lines if ln.startswith("model name")), "?")


def main():
    """Print the tables and the verdicts, and write them down."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--environments", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--json", type=pathlib.Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="peers-") as temporary:
        folder = arguments.environments or pathlib.Path(temporary)
        pythons = {None: pathlib.Path(sys.executable)} | {
            name: installed(folder / name, pinned) / "python" for name, pinned in PINNED.items()
        }
        measured = [rows(training, pythons, arguments.rounds) for training in (SMALL, LARGE)]
    console = Console()
    for one in measured:
        console.print(table(one))
    for verdict in verdicts(measured[0]):
        console.print(
            f"target: at most {verdict.allowed:g} x {verdict.peer.label}: "
            f"{verdict.ratio:.2f}, {'met' if verdict.met else 'NOT MET'}"
        )
    console.print(machine(), *sorted({row.version for row in measured[0]}), sep="; ")
    if arguments.json:
        arguments.json.write_text(json.dumps(as_json(measured), indent=1), encoding="utf-8")


def as_json(measured: Sequence[Sequence[Row]]) -> dict:
    return {
        "machine": machine(),
        "rows": [dataclasses.asdict(row) for one in measured for row in one],
        "verdicts": [dataclasses.asdict(one) | {"met": one.met} for one in verdicts(measured[0])],
    }


if __name__ == "__main__":
    main()
