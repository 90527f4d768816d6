"""A report as a table in the terminal."""

from __future__ import annotations

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from ..core.records import PASSED
from ..grading.grade import Report
from ..grading.judging.versions import NUMPY, PYTHON
from ..grading.summary import look_at

COLOURS = {"passed": "green", "partial": "yellow", "todo": "cyan", "blocked": "cyan"}


def print_report(report: Report, console: Console | None = None):
    """Print a row for each question, the total, and below what each failed question is told."""
    console = console or Console(highlight=False)
    console.print(_table(report))
    for row in report.rows:
        if _to_be_told(row):
            console.print(f"\n[bold]{row['number']} {row['name']}[/]", _points(row))
            console.print(escape(row["output"]), soft_wrap=True)
    console.print()
    for note in report.submission.notes:
        console.print(f"[yellow]note[/]      {escape(note)}", soft_wrap=True)
    console.print(f"seed      {report.seed}")
    console.print(f"graded by Python {PYTHON}, NumPy {NUMPY}")
    console.print(f"sandbox   {report.protections}", soft_wrap=True)


def _table(report):
    table = Table(box=box.SIMPLE_HEAD, show_footer=True, pad_edge=False)
    table.add_column("", no_wrap=True)
    table.add_column("question", escape(report.submission.name))
    total = f"{report.score:g} / {report.max_score:g}"
    table.add_column("points", total, justify="right", no_wrap=True)
    table.add_column("status", no_wrap=True)
    table.add_column("what to look at", overflow="fold")
    for row in report.rows:
        status = row["extra_data"]["status"]
        table.add_row(
            row["number"],
            row["name"],
            _points(row),
            f"[{COLOURS.get(status, 'red')}]{status}[/]",
            escape(_what_to_look_at(row)),
        )
    return table


def _what_to_look_at(row):
    """Nothing where all is well; a row with borrowed functions names what is broken elsewhere."""
    whole = row["extra_data"]["status"] == PASSED and not row["output"].startswith("full points:")
    return "" if whole else look_at(row)


def _points(row):
    return f"{row['score']:g} / {row['max_score']:g}"


def _to_be_told(row):
    """Whether a row's words go beyond the one line in the table."""
    return row["extra_data"]["status"] != PASSED and "\n" in row["output"]
