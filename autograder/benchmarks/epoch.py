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
import dataclasses
import json
import os
import pathlib
import platform
import statistics
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass

from rich import box
from rich.console import Console
from rich.table import Table

from .environments import installed
from .epoch_rows import PINNED, Peer, Row, Training, rows

# At these rates the loss after a few epochs depends little on the order of the examples.
SMALL, LARGE = Training(128, 32, 0.02), Training(1024, 256, 0.005)
# The reference may take so many times what the peer takes, for the small network.
TARGETS = {"torch_sgd": 0.3, "jax_steps": 1.5}


@dataclass(frozen=True)
class Verdict:
    """Whether the reference takes at most `allowed` times what a peer takes."""

    peer: Peer
    allowed: float
    ratio: float

    @property
    def met(self) -> bool:
        return self.ratio <= self.allowed


@dataclass(frozen=True)
class Report:
    """All that was measured: rows for each training, the reference's first, and the verdicts."""

    small: tuple[Row, ...]
    large: tuple[Row, ...]
    verdicts: tuple[Verdict, ...]
    machine: str


def measure(folder: pathlib.Path, rounds: int) -> Report:
    """Time all peers, in environments that are made in `folder` where they are not there."""
    pythons = {None: pathlib.Path(sys.executable)} | {
        name: installed(folder / name, pinned) / "python" for name, pinned in PINNED.items()
    }
    small, large = (rows(training, pythons, rounds) for training in (SMALL, LARGE))
    return Report(small, large, verdicts(small), machine())


def verdicts(measured: Sequence[Row]) -> tuple[Verdict, ...]:
    """A verdict for each target whose peer was measured, by the medians."""
    by_name = {row.peer.name: row for row in measured}
    own = by_name["reference"].median
    return tuple(
        Verdict(by_name[name].peer, allowed, own / by_name[name].median)
        for name, allowed in TARGETS.items()
        if name in by_name
    )


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


def print_report(report: Report, console: Console) -> None:
    """The tables, a line for each target, and what ran where."""
    for measured in (report.small, report.large):
        console.print(table(measured))
    for verdict in report.verdicts:
        console.print(
            f"target: at most {verdict.allowed:g} x {verdict.peer.label}: "
            f"{verdict.ratio:.2f}, {'met' if verdict.met else 'NOT MET'}"
        )
    console.print(report.machine, *sorted({row.version for row in report.small}), sep="; ")


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


def as_json(report: Report) -> dict:
    """The report as plain data, each verdict with its `met`."""
    met = [dataclasses.asdict(one) | {"met": one.met} for one in report.verdicts]
    return dataclasses.asdict(report) | {"verdicts": met}


def main():
    """Print the report, and write it down where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--environments", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--json", type=pathlib.Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="peers-") as temporary:
        report = measure(arguments.environments or pathlib.Path(temporary), arguments.rounds)
    print_report(report, Console())
    if arguments.json:
        arguments.json.write_text(json.dumps(as_json(report), indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
