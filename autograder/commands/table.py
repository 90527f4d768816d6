"""A report as a table in the terminal."""

from __future__ import annotations

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from ..core.records import BLOCKED, HINT, PASSED, TODO
from ..grading.grade import Report
from ..grading.judging.outcome import FULL_POINTS
from ..grading.judging.versions import NUMPY, PYTHON
from ..grading.summary import look_at
from ..sandbox.blocks import YOURS

COLOURS = {"passed": "green", "partial": "yellow", "todo": "cyan", "blocked": "cyan"}
# Beside the longest name of a function, a hint needs some 40 columns to be readable.
WIDTH_FOR_HINTS = 100


def print_report(report: Report, console: Console | None = None):
    """Print a row for each question, what each failed question is told, and the total.

    A console of fewer than 100 columns has the hints below the table only. Where nothing was
    found to grade, there is no table: it says what was found, and what is expected.
    """
    console = console or Console(highlight=False)
    if report.submission.empty:
        console.print(_grid(_notes(report)))
        console.print(f"\n{escape(report.submission.name)}: nothing was graded", soft_wrap=True)
        return
    wide = console.width >= WIDTH_FOR_HINTS and any(map(_what_to_look_at, report.rows))
    console.print(_table(report, wide))
    for row in report.rows:
        if _to_be_told(row, wide):
            _print_words(row, console)
    console.print(_grid(_facts(report)))
    console.print(f"\n{escape(report.submission.name)}: {_total(report)} points", soft_wrap=True)


def _table(report, wide):
    table = Table(box=box.SIMPLE_HEAD, show_footer=True, pad_edge=False)
    table.add_column("", no_wrap=True)
    table.add_column("question", "total", overflow="fold")
    table.add_column("points", _total(report), justify="right", no_wrap=True)
    table.add_column("status", no_wrap=True)
    if wide:
        table.add_column("what to look at", overflow="fold")
    for row in report.rows:
        status = row["extra_data"]["status"]
        cells = (
            row["number"],
            row["name"],
            _points(row),
            f"[{COLOURS.get(status, 'red')}]{status}[/]",
        )
        table.add_row(*cells, *[escape(_what_to_look_at(row))] * wide)
    return table


def _print_words(row, console):
    """Sentences break between words; a call stays as it is, to be copied."""
    console.print(f"[bold]{row['number']} {row['name']}[/]", _points(row))
    for line in row["output"].splitlines():
        console.print(escape(line), soft_wrap=not line.startswith((HINT, FULL_POINTS)))
    console.print()


def _grid(facts):
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(min_width=9, no_wrap=True)
    grid.add_column(overflow="fold")
    for label, text in facts:
        grid.add_row(label, escape(text))
    return grid


def _facts(report):
    """What was read, and what graded it."""
    yield from _unwritten(report.rows)
    yield from _notes(report)
    yield "seed", str(report.seed)
    yield "graded by", f"Python {PYTHON}, NumPy {NUMPY}"
    yield "sandbox", report.protections


def _unwritten(rows):
    """The stubs in one line, and a line for each file that was not handed in."""
    numbers: dict[str, list[str]] = {}
    for row in filter(_is_stub, rows):
        file = row["extra_data"].get("missing_file", "")
        numbers.setdefault(file, []).append(row["number"])
    for file, its in sorted(numbers.items()):
        label, place = ("missing", f"{file}: ") if file else ("to write", "")
        yield f"[cyan]{label}[/]", place + ", ".join(its)


def _notes(report):
    return [("[yellow]note[/]", note) for note in report.submission.notes]


def _what_to_look_at(row):
    """Nothing where all is well or still a stub; else why, or what to do."""
    status = row["extra_data"]["status"]
    if _is_stub(row) or (status == PASSED and not row["output"].startswith(FULL_POINTS)):
        return ""
    return _told(row)[0] if status in (TODO, BLOCKED) else look_at(row)


def _is_stub(row):
    """Whether a row says no more than that its functions are to be written, or where."""
    stubs = all(line.endswith(YOURS) for line in _told(row))
    return row["extra_data"]["status"] == TODO and (stubs or "missing_file" in row["extra_data"])


def _told(row):
    """The lines of a row's text without its hint."""
    return [line for line in row["output"].splitlines() if not line.startswith(HINT)]


def _total(report):
    return f"{report.score:g} / {report.max_score:g}"


def _points(row):
    return f"{row['score']:g} / {row['max_score']:g}"


def _to_be_told(row, wide):
    """Whether a row has words that the table has no room for."""
    if _is_stub(row):
        return False
    if not wide and _what_to_look_at(row):
        return True
    return row["extra_data"]["status"] != PASSED and "\n" in row["output"]
