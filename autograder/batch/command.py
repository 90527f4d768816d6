"""What `autograder batch` does: grade what is missing, keep it, report on all of it."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import pathlib
import re
from collections.abc import Generator, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.markup import escape

from ..core.documents import why_not_writable, write_whole
from .graders import Graders, Reply
from .local import Job, grade_here
from .progress import print_regrade, print_summary, watched
from .provenance import grader_fingerprint
from .reports.gradebook import gradebook
from .reports.imports import canvas_table, left_out, moodle_table
from .reports.page import write_pages
from .reports.regrade import compared, write_regrade
from .reports.standing import Standing, nothing_to_grade
from .roster import read_roster
from .roster.records import Entry, Roster
from .store import Store

RECORDED = "recorded"
ADDRESS = re.compile(r"\A(\w+://)?([^/:]+|\[[0-9a-fA-F:]+\]):\d+")


class Unusable(ValueError):
    """The arguments cannot be used; the text says why."""


@dataclass(frozen=True)
class Plan:
    """What to grade and how.

    `compare` is "recorded", for the scores that the export holds, or the folder
    of an earlier run. `cluster` is the address of a Dask scheduler.
    """

    submissions: pathlib.Path
    output: pathlib.Path
    processes: int
    compare: str | None = None
    cluster: str | None = None


def cores() -> int:
    """How many processors this process may use."""
    available = getattr(os, "sched_getaffinity", None)
    return len(available(0)) if available else os.cpu_count() or 1


def batch(plan: Plan, console: Console) -> bool:
    """Grade and report; whether all that could be graded was graded without a fault of ours.

    Raises Unusable, NoSubmissions and CannotGrade. A KeyboardInterrupt passes
    after what there is has been reported.
    """
    _check(plan)
    roster = read_roster(plan.submissions)
    _check_recorded(plan, roster)
    for warning in roster.warnings:
        console.print(f"[yellow]note[/]      {escape(warning)}", soft_wrap=True)
    store = Store(plan.output)
    done: set[str] = set()
    try:
        _grade_missing(plan, roster, store, console, done.add)
    finally:
        standings = [
            Standing(entry, store.document(entry), looked_at=entry.folder in done)
            for entry in roster.entries
        ]
        _report(plan, roster, standings, console)
    ours = (one for one in standings if one.entry.place and not one.unjudged)
    return not any(one.amiss for one in ours)


def _check(plan):
    """Unusable where folders would get in each other's way, or something is not there."""
    submissions, output = plan.submissions.resolve(), plan.output.resolve()
    if output == submissions or submissions in output.parents:
        raise Unusable(
            "--output must not be in the folder of the submissions: choose another folder"
        )
    if output.is_file():
        raise Unusable(f"--output takes a folder, and {plan.output} is a file")
    _check_output(plan.output)
    if plan.cluster:
        _check_cluster(plan.cluster)
    if plan.compare in (None, RECORDED):
        return
    earlier = pathlib.Path(plan.compare)
    if not earlier.is_dir():
        raise Unusable(
            f"there is no folder {earlier}: --compare takes that of an earlier run, or `{RECORDED}`"
        )
    if earlier.resolve() == output:
        raise Unusable("--compare needs a folder other than --output, whose results are replaced")
    if not any(earlier.glob("*/results.json")):
        raise Unusable(f"{plan.compare} holds no results of an earlier run to --compare with")


def _check_output(output):
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unusable(
            f"--output {output} cannot be made ({error.strerror}): choose another folder"
        ) from None
    if why := why_not_writable(output):
        raise Unusable(f"--output {output} cannot be written into ({why}): choose another folder")


def _check_cluster(address):
    if importlib.util.find_spec("distributed") is None:
        raise Unusable("--cluster needs Dask: pip install '.[cluster]'")
    if not ADDRESS.fullmatch(address):
        raise Unusable(f"--cluster takes an address such as tcp://host:8786, not {address!r}")


def _check_recorded(plan, roster):
    """Unusable where recorded scores are asked for, and there are none."""
    if plan.compare == RECORDED and not any(entry.recorded for entry in roster.entries):
        raise Unusable(
            f"{plan.submissions} records no scores: --compare takes the folder of an earlier run"
        )


def _grade_missing(plan, roster: Roster, store: Store, console, on_done):
    jobs = [Job(entry, store.known(entry)) for entry in roster.entries if entry.place]
    with (
        watched(console, len(jobs)) as progress,
        contextlib.closing(_replies(plan, jobs, store)) as replies,
    ):
        for entry, reply in replies:
            store.keep(entry, reply)
            on_done(entry.folder)
            progress.add(reply)


def _replies(plan, jobs, store) -> Generator[tuple[Entry, Reply], None, None]:
    if plan.cluster:
        from .cluster import grade_on_cluster

        yield from grade_on_cluster(jobs, plan.cluster, grader_fingerprint())
        return
    with open(store.folder / "grading.log", "a", encoding="utf-8") as errors:
        graders = Graders(store.folder, grader_fingerprint(), errors)
        yield from grade_here(jobs, graders, max(min(plan.processes, len(jobs)), 1))


def _report(plan, roster: Roster, standings: Sequence[Standing], console):
    write_whole(plan.output / "grades.csv", gradebook(standings))
    write_whole(plan.output / "canvas.csv", canvas_table(standings))
    write_whole(plan.output / "moodle.csv", moodle_table(standings))
    notes = [*roster.warnings, *nothing_to_grade(standings), *left_out(standings)]
    for note in notes[len(roster.warnings) :]:
        console.print(f"[yellow]note[/]      {escape(note)}", soft_wrap=True)
    write_pages(plan.output, standings, notes)
    print_summary(plan.output, standings, console)
    if plan.compare:
        before = _earlier(plan, roster)
        gone = [Standing(one.entry, None) for one in before[len(standings) :]]
        changes = compared([*standings, *gone], before)
        write_regrade(plan.output, changes)
        print_regrade(plan.output, changes, console)


def _earlier(plan, roster):
    """The standings to compare with: as the export records them, or an earlier run's.

    They are in the order of the roster; after them come those that only the earlier run has.
    """
    if plan.compare == RECORDED:
        return [Standing(entry, entry.recorded) for entry in roster.entries]
    earlier = Store(pathlib.Path(plan.compare))
    entries = [*roster.entries, *earlier.others(roster.entries)]
    return [Standing(entry, earlier.document(entry)) for entry in entries]
