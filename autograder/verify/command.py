"""What `autograder verify` does: all gates, with a progress bar, as a table."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from ..grading.grade import selected
from ..grading.questions import all_questions
from . import gates
from .gates import Gate
from .kill_matrix import Kill, check_mistakes, kill, mistakes_in
from .mutation import Fate, all_mutants_once, fate, mutants_in, spread
from .public import check_public_tests
from .styles import styles

VARIANT_SEEDS = range(2)
MUTANT_SEEDS = range(1)
MAX_FAULTS = 12
# Windows waits for no more.
MOST_PROCESSES = 61


def verify(
    console: Console,
    seeds: int,
    jobs: int | None = None,
    only: Sequence[str] = (),
    mutants: int | None = None,
    public_tests: bool = False,
) -> bool:
    """Run all gates on so many seeds, print them, and say whether all hold.

    With `only`, gates that go from question to question try these questions or parts alone. Of
    the mutants so many are tried, evenly spread; all by default. With `public_tests`, these run
    on each of them. Before anything else is run: NoSuchQuestion where `only` names none,
    UnusableMistake, PublicTestsFail, and what `derive` raises.
    """
    numbers = [case.number for case in selected(all_questions(None), only)]
    jobs = jobs or os.cpu_count() or 1
    check_public_tests()
    check_mistakes()
    fresh = gates.everything_is_fresh()
    with _progress(console) as progress:
        kills = _kills(progress, seeds, jobs, numbers)
        fates = _fates(progress, jobs, numbers, mutants)
        found = [
            *_gates_of_grading(progress, kills, seeds, numbers),
            *_gates_of_building(progress, numbers, fresh),
            *_gates_of_mutants(progress, fates, numbers, public_tests),
        ]
    if kills:
        console.print(_matrix(kills))
    return _told(console, found)


def verify_grading(console: Console, seeds: int, jobs: int | None = None) -> bool:
    """Run gates 1 to 4 only, without which no bundle is written. UnusableMistake before it."""
    numbers = [case.number for case in all_questions(None)]
    check_mistakes()
    with _progress(console) as progress:
        kills = _kills(progress, seeds, jobs or os.cpu_count() or 1, numbers)
        found = list(_gates_of_grading(progress, kills, seeds, numbers))
    return _told(console, found)


def _progress(console):
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    return Progress(*columns, TimeElapsedColumn(), console=console, transient=True)


def _told(console, found):
    """Print the gates, what is wrong and what was not tried; whether all hold."""
    console.print(_table(found))
    for gate in found:
        for fault in gate.faults[:MAX_FAULTS]:
            console.print(f"[red]{gate.title.split()[0]}[/]  {escape(fault)}", soft_wrap=True)
        if len(gate.faults) > MAX_FAULTS:
            console.print(f"   and {len(gate.faults) - MAX_FAULTS} more")
        for note in gate.notes:
            console.print(f"[yellow]{gate.title.split()[0]}[/]  {escape(note)}", soft_wrap=True)
    return all(gate.holds for gate in found)


def _kills(progress, seeds, jobs, numbers) -> list[Kill]:
    """The kill matrix, on all cores."""
    work = partial(kill, seeds=range(seeds))
    return _side_by_side(progress, "known mistakes", work, mistakes_in(numbers), jobs)


def _fates(progress, jobs, numbers, most) -> list[Fate]:
    """What becomes of the mutants, on all cores."""
    chosen = spread(mutants_in(numbers), most)
    return _side_by_side(progress, "mutants", partial(fate, seeds=MUTANT_SEEDS), chosen, jobs)


def _side_by_side(progress, description, work, places, jobs):
    task = progress.add_task(description, total=len(places))
    done = []
    # A forked child could inherit a lock of BLAS; a spawned one starts clean.
    with ProcessPoolExecutor(min(jobs, MOST_PROCESSES), mp_context=get_context("spawn")) as pool:
        for one in pool.map(work, places, chunksize=2):
            done.append(one)
            progress.advance(task)
    return done


def _gates_of_grading(progress, kills, seeds, numbers) -> Iterator[Gate]:
    tick = _ticking(progress, "the solution, many seeds", seeds)
    yield gates.solution_is_full(range(seeds), tick, numbers)
    yield gates.stencil_is_empty()
    tick = _ticking(progress, "stubs", len(numbers))
    yield gates.stubs_cost_their_own_points(tick, numbers)
    yield gates.mistakes_are_killed(kills, seeds)


def _gates_of_building(progress, numbers, fresh) -> Iterator[Gate]:
    rounds = len(styles(numbers)) * len(VARIANT_SEEDS)
    tick = _ticking(progress, "correct solutions in other styles", rounds)
    yield gates.variants_are_full(VARIANT_SEEDS, tick, numbers)
    yield gates.nothing_leaks()
    yield fresh


def _gates_of_mutants(progress, fates, numbers, public_tests) -> Iterator[Gate]:
    yield gates.mutants_are_killed(fates, len(all_mutants_once()))
    tried = sum(public_tests or one.kept for one in fates) + len(styles(numbers))
    tick = _ticking(progress, "public tests", tried)
    yield gates.public_tests_agree(fates, tick, public_tests, numbers)
    tick = _ticking(progress, "forgeries", len(gates.FORGERS))
    yield gates.forgeries_earn_nothing(tick)


def _ticking(progress, description, total):
    task = progress.add_task(description, total=total)
    return lambda: progress.advance(task)


def _matrix(kills):
    table = Table(box=box.SIMPLE_HEAD, title="known mistakes by question", title_justify="left")
    for column in ("question", "mistakes", "caught", "hinted", "cascaded"):
        table.add_column(column, justify="left" if column == "question" else "right")
    total: Counter[str] = Counter()
    for question in sorted({one.question for one in kills}):
        of = [one for one in kills if one.question == question]
        row = Counter(
            mistakes=len(of),
            caught=sum(not one.escaped for one in of),
            hinted=sum(not one.other_hints for one in of),
            cascaded=sum(bool(one.cascaded) for one in of),
        )
        total += row
        _add_row(
            table, f"{question} {', '.join({one.function.partition('.')[2]: 0 for one in of})}", row
        )
    _add_row(table, "total", total)
    return table


def _add_row(table, title, row):
    table.add_row(title, *(str(row[key]) for key in ("mistakes", "caught", "hinted", "cascaded")))


def _table(found):
    table = Table("gate", "figures", "", box=box.SIMPLE_HEAD)
    for gate in found:
        verdict = "[green]holds[/]" if gate.holds else f"[red]{len(gate.faults)} faults[/]"
        table.add_row(gate.title, gate.figures, verdict)
    return table
