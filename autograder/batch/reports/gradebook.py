"""grades.csv: a line for each student, for a spreadsheet or a platform's import."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from ...core.untrusted import cell_text
from ..roster.records import Student
from .standing import Standing, moment, questions_of

BEFORE_QUESTIONS = (
    "name",
    "sid",
    "email",
    "submission",
    "handed in",
    "late",
    "points",
    "max points",
)


def gradebook(standings: Sequence[Standing]) -> str:
    """The CSV. A group has a line for each of its students; without points nothing was judged."""
    questions = questions_of(standings)
    named = [f"{one.number} (of {cell(one.max_score)})" for one in questions]
    lines = [line for standing in standings for line in _lines(standing, questions)]
    return table([*BEFORE_QUESTIONS, *named, "status"], lines)


def table(header: Sequence[str], lines: Iterable[Sequence[Any]], mark: bool = True) -> str:
    """A CSV with harmless cells. It begins with a byte order mark, if asked: Excel needs one."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([cell(value) for value in line] for line in [header, *lines])
    return "\ufeff" * mark + text.getvalue()


def _lines(standing, questions):
    points = [_points(standing, one.number) if standing.graded else "" for one in questions]
    most = sum(one.max_score for one in questions) if standing.graded else ""
    total = standing.score if standing.graded else ""
    for student in standing.entry.students or (Student(),):
        entry = standing.entry
        who = (student.name, student.sid, student.email, entry.name)
        when = (moment(entry.time), "LATE" if entry.late else "")
        yield [*who, *when, total, most, *points, standing.status]


def _points(standing, number):
    return standing.rows[number]["score"] if number in standing.rows else ""


def cell(value: Any) -> str:
    """A value as a cell: numbers as numbers, texts harmless."""
    if isinstance(value, float):
        return f"{value:.10g}"
    return cell_text(str(value))
