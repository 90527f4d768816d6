"""Submissions a minute beside other graders, all on the same ten checks and the same submissions.

python -m autograder.benchmarks.peers [--environment FOLDER] [--submissions 40] [--slow 8]

gradescope-utils runs as on its platform, but unconfined: a fresh Python for each
submission. otter-grader and nbgrader get the submission as a notebook, as they ask
for. They are installed, exactly pinned, into an environment of their own. Every
grader may use two processes. The slow ones grade the first few submissions only.
"""

from __future__ import annotations

import argparse
import csv
import json
import pathlib
import random
import resource
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from rich import box
from rich.console import Console
from rich.table import Table

from .peer_files import (
    Course,
    run,
    write_gradescope_utils,
    write_nbgrader,
    write_otter,
    write_submissions,
)

PINNED = ("gradescope-utils==0.5.0", "otter-grader==7.0.0", "nbgrader==0.9.6", "numpy==2.4.6")
PROCESSES = 2


@dataclass(frozen=True)
class Cost:
    """Seconds by the clock, and of processors: the latter suffer less from what else runs."""

    seconds: float
    cpu_seconds: float


@dataclass(frozen=True)
class Measured:
    """What a grader took, in seconds by the clock and of processors, and the scores it gave."""

    cost: Cost
    scores: list[float]

    @property
    def rate(self) -> float:
        """Submissions a minute."""
        return 60 * len(self.scores) / self.cost.seconds


def install_peers(folder: pathlib.Path) -> pathlib.Path:
    """The `bin` of an environment with the other graders; made where it is not there."""
    programs = folder / "bin"
    if not (programs / "nbgrader").exists():
        venv.create(folder, with_pip=True)
        subprocess.run([programs / "pip", "install", "-q", *PINNED], check=True)
    return programs


def ours(course: Course) -> Measured:
    """This kit, confined, in two processes."""
    results = course.folder / "ours"
    results.mkdir()
    shares = [course.submissions[start::PROCESSES] for start in range(PROCESSES)]

    def grade(share):
        run([sys.executable, "-m", "autograder.benchmarks.ten_checks", results, *share])

    cost = _timed(lambda: _two_at_a_time(grade, shares))
    paths = [results / f"{path.name}.json" for path in course.submissions]
    return Measured(cost, [_read(path)["score"] for path in paths])


def gradescope_utils(course: Course) -> Measured:
    """A fresh Python for each submission."""
    script = write_gradescope_utils(course)

    def grade(path):
        run([course.programs / "python", script, path, path / "results.json"])

    cost = _timed(lambda: _two_at_a_time(grade, course.submissions))
    return Measured(cost, [_read(path / "results.json")["score"] for path in course.submissions])


def otter(course: Course) -> Measured:
    """`otter run` for each submission's notebook."""
    autograder = write_otter(course)

    def grade(path):
        (path / "otter").mkdir()
        notebook = path / "homework.ipynb"
        run([course.programs / "otter", "run", "-a", autograder, "-o", path / "otter", notebook])

    cost = _timed(lambda: _two_at_a_time(grade, course.submissions))
    tests = [_read(path / "otter" / "results.json")["tests"] for path in course.submissions]
    return Measured(cost, [sum(test.get("score", 0.0) for test in one) for one in tests])


def nbgrader(course: Course) -> Measured:
    """`nbgrader autograde` in two courses, each with half of the students."""
    halves = [course.submissions[start::PROCESSES] for start in range(PROCESSES)]
    folders = [write_nbgrader(course, number, half) for number, half in enumerate(halves)]
    program = course.programs / "nbgrader"

    def grade(folder):
        run([program, "autograde", "ten", "--course-dir", folder], folder)

    cost = _timed(lambda: _two_at_a_time(grade, folders))
    scores: dict[str, float] = {}
    for folder in folders:
        run([program, "export"], folder)
        with open(folder / "grades.csv", encoding="utf-8", newline="") as file:
            scores |= {
                line["student_id"]: float(line["raw_score"]) for line in csv.DictReader(file)
            }
    return Measured(cost, [scores[path.name] for path in course.submissions])


def _timed(grade_all) -> Cost:
    started, used = time.perf_counter(), _cpu_seconds()
    grade_all()
    return Cost(time.perf_counter() - started, _cpu_seconds() - used)


def _cpu_seconds():
    """Of all processes that were started and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _two_at_a_time(grade, paths):
    with ThreadPoolExecutor(PROCESSES) as pool:
        return list(pool.map(grade, paths))


def _read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def measured(grade: Callable[[Course], Measured], programs: pathlib.Path, count: int) -> Measured:
    """Have a grader grade the first so many submissions. What it needs beforehand costs nothing."""
    with tempfile.TemporaryDirectory(prefix="peers-") as folder:
        return grade(write_submissions(pathlib.Path(folder), programs, count, random.Random(1)))


def main():
    """Print the table, and whether all graders agree on who is right."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--environment", type=pathlib.Path)
    parser.add_argument("--submissions", type=int, default=40)
    parser.add_argument("--slow", type=int, default=8)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="peers-") as temporary:
        programs = install_peers(arguments.environment or pathlib.Path(temporary))
        many, few = arguments.submissions, arguments.slow
        counts = {ours: many, gradescope_utils: many, otter: few, nbgrader: few}
        figures = {grade: measured(grade, programs, count) for grade, count in counts.items()}
    _print(figures)


def _print(figures):
    own = figures[ours]
    table = Table(box=box.SIMPLE_HEAD)
    for column in ("grader", "submissions", "a minute", "the kit's rate by it", "CPU seconds each",
                   "same scores"):  # fmt: skip
        table.add_column(column, no_wrap=column == "grader")
    for grade, one in figures.items():
        same = sum(a == b for a, b in zip(one.scores, own.scores, strict=False))
        name = "this kit, confined" if grade is ours else grade.__name__.replace("_", "-")
        table.add_row(
            name,
            str(len(one.scores)),
            f"{one.rate:.0f}",
            f"{own.rate / one.rate:.1f}",
            f"{one.cost.cpu_seconds / len(one.scores):.2f}",
            f"{same} of {len(one.scores)}",
        )
    Console().print(table)
    print(f"Python {sys.version.split()[0]}, {PROCESSES} processes each; {', '.join(PINNED)}")


if __name__ == "__main__":
    main()
