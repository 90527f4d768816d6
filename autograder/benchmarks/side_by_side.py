"""This kit beside other graders: the same twelve checks, the same submissions, by turns.

python -m autograder.benchmarks.side_by_side [--environments FOLDER] [--rounds 9]
    [--submissions 50] [--slow 6] [--without NAME ...]

Every grader is exactly pinned, in an environment of its own in FOLDER. The kit confines
what it runs, asks what fails again in a new process, and compares it with the
known mistakes; the others run a submission as it comes. It is asked twice: with a question
for each check, and with one for each part (the homework's have 78 cases on average).
The tables: one submission (the solution) from start to results, also on half a processor;
a class of right submissions on two cores, and one with mistakes; memory.
"""

from __future__ import annotations

import argparse
import pathlib
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from operator import attrgetter

from rich import box
from rich.console import Console
from rich.table import Table

from .control_groups import control_groups, no_control_groups
from .environments import installed
from .measuring import Cost, measured, peak_bytes, spread
from .peer_files import Course, mixed_files, right_files, write_course
from .peers import (
    AT_ONCE,
    FORKED,
    GRADERS,
    KIT_GRADER,
    KITS,
    ONE_BLAS_THREAD,
    PLAIN,
    Commands,
    Grader,
)

HALF = "half a processor"
SLOW_ROUNDS = 2


@dataclass(frozen=True)
class Ready:
    """A grader that is installed and prepared for a course."""

    grader: Grader
    course: Course
    commands: Commands


@dataclass(frozen=True)
class Target:
    """What is asked for, in words, and what is seen of each of KITS: a ratio or MiB."""

    words: str
    figures: tuple[float, ...]
    met: tuple[bool, ...]


def prepared(
    grader: Grader,
    environments: pathlib.Path,
    folder: pathlib.Path,
    files: Sequence[dict[str, bytes]],
) -> Ready:
    """Install a grader where it is not there yet, and write a course for it."""
    place = environments / grader.pinned[0]
    programs = installed(place, grader.pinned)
    course = write_course(folder / grader.name.replace(" ", "-"), programs, files)
    return Ready(grader, course, grader.prepare(course))


def one_submission(ready: Sequence[Ready], rounds: int, join=None) -> dict[Grader, list[Cost]]:
    """The cost of grading the solution, by turns; slow graders have fewer of them."""
    costs: dict[Grader, list[Cost]] = {one.grader: [] for one in ready}
    for turn in range(rounds + 1):
        for one in ready:
            if turn <= (SLOW_ROUNDS if one.grader.slow else rounds):
                (command,) = one.commands(one.course.submissions[:1])
                cost = measured(command, join)
                if turn:  # The first reads everything from the disk.
                    costs[one.grader].append(cost)
    return costs


def a_class(one: Ready) -> tuple[float, list[float]]:
    """Seconds for all submissions of the course, two at once, and their scores."""
    commands = one.commands(one.course.submissions)
    started = time.perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(measured, commands))
    seconds = time.perf_counter() - started
    return seconds, one.grader.scores(one.course, one.course.submissions)


def memory(one: Ready, at_once: int = 1) -> int:
    """The largest memory of grading so many submissions at once."""
    return peak_bytes(*one.commands(one.course.submissions[:at_once]))


def ratio(own: Sequence[Cost], other: Sequence[Cost], of: Callable[[Cost], float]) -> float:
    """How many times one grader's median is another's."""
    return statistics.median(map(of, own)) / statistics.median(map(of, other))


_seconds, _cpu_seconds = attrgetter("seconds"), attrgetter("cpu_seconds")


def print_one(console: Console, costs: dict[Grader, list[Cost]], where: str) -> list[Target]:
    """A row for each grader, and whether the kit meets its targets."""
    table = Table(
        "one submission", "clock: min, median, max", "processors: min, median, max",
        "clock, by the kit's", box=box.SIMPLE_HEAD, title=where,
    )  # fmt: skip
    own = costs[KIT_GRADER]
    for grader, each in costs.items():
        table.add_row(
            grader.name,
            spread([cost.seconds for cost in each]),
            spread([cost.cpu_seconds for cost in each]),
            f"{ratio(each, own, _seconds):.2f}",
        )
    console.print(table)
    wall, cpu = (
        [ratio(costs[kit], costs[PLAIN], of) for kit in KITS] for of in (_seconds, _cpu_seconds)
    )
    if where == HALF:
        return [_at_most("at half a processor: the clock, by gradescope-utils'", wall, 1.2)]
    return [
        _at_most("one submission: the clock, by gradescope-utils'", wall, 1.2),
        _at_most("one submission: processors' time, by gradescope-utils'", cpu, 1.0),
    ]


def print_class(console: Console, classes: dict[Grader, tuple[float, list[float]]]) -> list[Target]:
    """A row for each grader, and whether the kit meets its targets."""
    table = Table(
        "a class on two cores", "submissions", "a minute", "the kit's rate by it", "same scores",
        box=box.SIMPLE_HEAD,
    )  # fmt: skip
    rates = {one: 60 * len(scores) / seconds for one, (seconds, scores) in classes.items()}
    own_scores = classes[KIT_GRADER][1]
    for grader, (_, scores) in classes.items():
        same = sum(a == b for a, b in zip(scores, own_scores, strict=False))
        table.add_row(
            grader.name,
            str(len(scores)),
            f"{rates[grader]:.0f}",
            f"{rates[KIT_GRADER] / rates[grader]:.2f}",
            f"{same} of {len(scores)}",
        )
    console.print(table)
    wanted = {PLAIN: 2.0, ONE_BLAS_THREAD: 1.5, FORKED: 0.8}
    return [
        _at_least(
            f"a class: the rate, by that of {peer.name}",
            [rates[kit] / rates[peer] for kit in KITS],
            x,
        )
        for peer, x in wanted.items()
        if peer in rates
    ]


def print_mixed(console: Console, ready: Sequence[Ready]) -> list[Target]:
    """The rates for a class with mistakes, and whether the kit meets its target."""
    table = Table("a class with mistakes", "a minute", "without a mistake", box=box.SIMPLE_HEAD)
    rates = {}
    for one in ready:
        seconds, scores = a_class(one)
        right = sum(score == max(scores) for score in scores)
        rates[one.grader] = 60 * len(scores) / seconds
        table.add_row(one.grader.name, f"{rates[one.grader]:.0f}", f"{right} of {len(scores)}")
    console.print(table)
    words = f"a class with mistakes: the rate, by that of {PLAIN.name}"
    return [_at_least(words, [rates[kit] / rates[PLAIN] for kit in KITS], 1.5)]


def print_memory(console: Console, one: dict[Grader, int], two: dict[Grader, int]) -> list[Target]:
    """A row for each grader, grading one and two at once, and whether the kit meets its targets."""
    table = Table("memory of all processes, MiB", "one", "two at once", box=box.SIMPLE_HEAD)
    for grader in one:
        table.add_row(grader.name, f"{one[grader] / 2**20:.0f}", f"{two[grader] / 2**20:.0f}")
    console.print(table)
    return [
        _at_most("memory of one grading, MiB", [one[kit] / 2**20 for kit in KITS], 60),
        _at_most("memory of two at once, MiB", [two[kit] / 2**20 for kit in KITS], 70),
    ]


def _at_most(words, figures, limit) -> Target:
    met = tuple(figure <= limit for figure in figures)
    return Target(f"{words}: at most {limit:g}", tuple(figures), met)


def _at_least(words, figures, limit) -> Target:
    met = tuple(figure >= limit for figure in figures)
    return Target(f"{words}: at least {limit:g}", tuple(figures), met)


def print_targets(console: Console, targets: Sequence[Target]):
    """What was asked for, and what was seen."""
    table = Table("target", *(kit.name for kit in KITS), box=box.SIMPLE_HEAD)
    for target in targets:
        seen = zip(target.figures, target.met, strict=True)
        table.add_row(target.words, *(f"{x:.2f} {'met' if met else 'not met'}" for x, met in seen))
    console.print(table)


def main():
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--environments", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--submissions", type=int, default=50)
    parser.add_argument("--slow", type=int, default=6)
    parser.add_argument("--without", nargs="*", default=[])
    arguments = parser.parse_args()
    graders = [one for one in GRADERS if one.name not in arguments.without]
    console = Console(width=110)
    with tempfile.TemporaryDirectory(prefix="peers-") as name:
        folder = pathlib.Path(name)
        environments = arguments.environments or folder / "environments"
        counts = {one: arguments.slow if one.slow else arguments.submissions for one in graders}
        ready = [
            prepared(one, environments, folder, list(map(right_files, range(counts[one]))))
            for one in graders
        ]
        single = [one for one in ready if one.grader is not FORKED]
        targets = print_one(console, one_submission(single, arguments.rounds), "a whole machine")
        if not no_control_groups():
            few = [one for one in single if one.grader in (*KITS, PLAIN, ONE_BLAS_THREAD)]
            with control_groups(0.5, 2**31) as group:
                costs = one_submission(few, arguments.rounds, group.join)
            targets += print_one(console, costs, HALF)
        targets += print_class(console, {one.grader: a_class(one) for one in ready})
        mixed = mixed_files(arguments.submissions, random.Random(1))
        few = [prepared(one, environments, folder / "mixed", mixed) for one in (*KITS, PLAIN)]
        targets += print_mixed(console, few)
        peaks = ({one.grader: memory(one, count) for one in single} for count in (1, AT_ONCE))
        targets += print_memory(console, *peaks)
    print_targets(console, targets)
    versions = dict.fromkeys(pin for one in graders for pin in one.pinned)
    console.print(f"Python {sys.version.split()[0]}; {', '.join(versions)}")


if __name__ == "__main__":
    main()
