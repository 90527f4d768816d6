"""How long a student waits for `pytest`, in the finished homework and in the one handed out.

python -m autograder.benchmarks.student_tests [--environments FOLDER] [--rounds 7]
"""

from __future__ import annotations

import argparse
import pathlib
import tempfile
from statistics import median

from rich import box
from rich.console import Console
from rich.table import Table

from autograder.build.stencil import STENCIL
from autograder.core.homework import SOLUTION

from .environments import installed
from .measuring import Command, Cost, measured, spread
from .peers import PYTEST

TARGET_SECONDS = 2.0


def costs(folder: pathlib.Path, programs: pathlib.Path, rounds: int) -> list[Cost]:
    """What `pytest` costs in a folder; the first round, which compiles, is left out."""
    command = Command(
        ["sh", "-c", "python -m pytest -q -p no:cacheprovider || [ $? = 1 ]"],
        folder,
        {"PATH": f"{programs}:/usr/bin:/bin", "LANG": "C.UTF-8"},
    )
    return [measured(command) for _ in range(rounds + 1)][1:]


def main():
    """Print the table, and whether the target is met."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--environments", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=7)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        environments = arguments.environments or pathlib.Path(folder)
        programs = installed(environments / PYTEST[0], PYTEST)
        figures = {
            "the solution": costs(SOLUTION, programs, arguments.rounds),
            "the stencil": costs(STENCIL, programs, arguments.rounds),
        }
    table = Table(
        "a student's pytest", "seconds: min, median, max", "of processors", box=box.SIMPLE_HEAD
    )
    for name, each in figures.items():
        seconds = spread([cost.seconds for cost in each])
        table.add_row(name, seconds, f"{median(cost.cpu_seconds for cost in each):.2f}")
    Console().print(table)
    finished = median(cost.seconds for cost in figures["the solution"])
    met = "met" if finished < TARGET_SECONDS else "not met"
    print(f"target: under {TARGET_SECONDS:g} s on the finished homework: {met}")


if __name__ == "__main__":
    main()
