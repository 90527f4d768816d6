"""What staff see in the terminal while a class is graded, and when it is."""

from __future__ import annotations

import contextlib
import pathlib
from collections import Counter
from collections.abc import Iterator, Sequence

from rich import box
from rich import progress as bars
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from ..core.records import GRADER_ERROR
from ..core.words import many
from .graders import Failed, Fresh, Graded, Reply
from .reports.regrade import BEFORE, BOTH, NEITHER, NOW, Change
from .reports.standing import Standing, amiss_by_status, status_of
from .reports.statistics import class_figures
from .roster.records import Entry

SHOWN = 12


class Progress:
    """A progress bar: how many are done, how many a minute, the time left, failures so far."""

    def __init__(self, bar: bars.Progress, total: int):
        self.bar = bar
        self.task = bar.add_task("grading", total=total, rate="", failures="no failures")
        self.graded = self.failures = 0

    def add(self, reply: Reply):
        """Count one reply."""
        self.graded += not isinstance(reply, Fresh)
        self.failures += _failed(reply)
        elapsed = self.bar.tasks[0].elapsed or 0.0
        if self.graded and elapsed:
            self.bar.update(self.task, rate=f"{60 * self.graded / elapsed:.0f} a minute")
        if self.failures:
            self.bar.update(self.task, failures=f"[red]{self.failures} NOT GRADED[/]")
        self.bar.advance(self.task)


def _failed(reply):
    if isinstance(reply, Graded):
        return any(status_of(row) == GRADER_ERROR for row in reply.document["tests"])
    return isinstance(reply, Failed)


@contextlib.contextmanager
def watched(console: Console, total: int) -> Iterator[Progress]:
    """A progress bar on the terminal."""
    columns = (
        bars.TextColumn("{task.description}"),
        bars.BarColumn(),
        bars.MofNCompleteColumn(),
        bars.TextColumn("{task.fields[rate]}"),
        bars.TimeElapsedColumn(),
        bars.TimeRemainingColumn(),
        bars.TextColumn("left,"),
        bars.TextColumn("{task.fields[failures]}"),
    )
    with bars.Progress(*columns, console=console) as bar:
        yield Progress(bar, total)


def print_summary(folder: pathlib.Path, standings: Sequence[Standing], console: Console):
    """Print the class in figures, what is amiss, and where the results are."""
    figures = class_figures(standings)
    if figures:
        low, middle, high = figures.quartiles
        console.print(
            f"{many(figures.graded, 'submission')} graded: mean {figures.mean:.1f} of "
            f"{figures.max_score:g}, quartiles {low:.1f}, {middle:.1f} and {high:.1f}."
        )
    for status, group in amiss_by_status(standings).items():
        named = _listed([one.entry for one in group], "grades.csv")
        console.print(f"[red]{escape(status)}[/]: {escape(named)}", soft_wrap=True)
    if any(standing.failure for standing in standings):
        console.print(f"details   {escape(str(folder / 'grading.log'))}", soft_wrap=True)
    for protections in sorted(_protections(standings)):
        console.print(f"sandbox   {escape(protections)}", soft_wrap=True)
    console.print(f"results   {escape(str(folder / 'grades.csv'))}", soft_wrap=True)
    console.print(f"report    {escape(str(folder / 'report.html'))}", soft_wrap=True)


def _listed(entries: Sequence[Entry], file: str):
    """All of them, or the first, and where the others are."""
    more = f", and {len(entries) - SHOWN} more (in {file})" if len(entries) > SHOWN else ""
    return ", ".join(map(_named, entries[:SHOWN])) + more


def _named(entry):
    """The submission, and whose it is where that is known."""
    nameless = entry.called in (entry.name, entry.folder)
    return entry.folder if nameless else f"{entry.folder} ({entry.called})"


def _protections(standings):
    """How those that were graded were confined."""
    found = (one.document["extra_data"].get("protections") for one in standings if one.document)
    return {str(text) for text in found if text}


def print_regrade(folder: pathlib.Path, changes: Sequence[Change], console: Console):
    """Print how many were compared, who is missing on which side, and whose points changed."""
    both = [one for one in changes if one.graded == BOTH]
    changed = sorted((one for one in both if one.differs), key=lambda one: -abs(one.by or 0.0))
    console.print(
        f"\n{many(len(both), 'submission')} graded both times: "
        f"{len(changed)} with other points than before, {len(both) - len(changed)} with the same.",
        soft_wrap=True,
    )
    for side, file in ((BEFORE, "regrade.csv"), (NOW, "regrade.csv"), (NEITHER, "grades.csv")):
        if alone := [one.standing.entry for one in changes if one.graded == side]:
            console.print(f"graded {side}: {escape(_listed(alone, file))}", soft_wrap=True)
    if changed:
        console.print(_changes(changed[:SHOWN]))
    if len(changed) > SHOWN:
        console.print(f"and {len(changed) - SHOWN} more (in regrade.csv)")
    for reason, count in Counter(why for one in changed for why in one.reasons).most_common():
        console.print(f"{count} of them: {reason}", soft_wrap=True)
    console.print(f"regrade   {escape(str(folder / 'regrade.html'))}", soft_wrap=True)


def _changes(changed):
    table = Table("submission", "before", "now", "change", "in", box=box.SIMPLE_HEAD)
    for one in changed:
        points = (f"{one.before:g}", f"{one.now:g}", f"{one.by:+g}")
        where = ", ".join(f"{row.number} {row.by:+g}" for row in one.rows)
        table.add_row(escape(_named(one.standing.entry)), *points, where or "the total only")
    return table
