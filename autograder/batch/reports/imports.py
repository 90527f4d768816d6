"""canvas.csv and moodle.csv: the points in the form that a platform's gradebook imports.

Only students with points are in them: in either platform an empty cell would change a grade.
Whoever has points and cannot be found by a platform is left out, and named for staff.
The columns are those that the importers of Canvas (gradebook upload) and Moodle (grade import,
and the upload of a grading worksheet) look for. Each names a student by a column of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...core import settings
from ...core.words import many
from ..roster.names import some_of
from ..roster.records import Entry, Student
from .gradebook import table
from .standing import Standing, questions_of

POINTS_POSSIBLE = "Points Possible"
IDENTIFIERS = ("Identifier", "Email address", "ID number")
CANVAS, MOODLE = "Canvas", "Moodle"
CANVAS_HEADER = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")


class Pointed(NamedTuple):
    """A student with points, and the submission that earned them."""

    entry: Entry
    student: Student
    points: float


def canvas_table(standings: Sequence[Standing]) -> str:
    """The CSV for Canvas, whose first line holds the maximum points.

    ID is the number that Canvas' own download names; of other platforms the institution's number
    and the e-mail address stand in the other two.
    """
    header = [*CANVAS_HEADER, settings.load().title]
    maximum = [f"    {POINTS_POSSIBLE}", "", "", "", "", _maximum(standings)]
    key = _canvas_key(standings)
    lines = [[*_in_canvas(one), one.points] for one in _pointed(standings) if _has(key, one)]
    return table(header, [maximum, *lines], mark=False)


def _in_canvas(one):
    # A name with these words would be read as the line of the maximum points.
    name = (one.student.name or one.student.email).replace(POINTS_POSSIBLE, "")
    own = one.student.sid if one.entry.platform == CANVAS else ""
    sis = "" if one.entry.platform else one.student.sid
    return name, own, sis, one.student.email, ""


def _canvas_key(standings) -> tuple[str, ...]:
    """What names a student: a name alone does not where Canvas has numbered the others."""
    numbered = any(standing.entry.platform == CANVAS for standing in standings)
    return ("sid", "email") if numbered else ("name", "sid", "email")


def _has(key, one):
    return any(getattr(one.student, name) for name in key)


def moodle_table(standings: Sequence[Standing]) -> str:
    """The CSV for Moodle.

    It identifies students by one column, since Moodle gives the points of a line in which that is
    empty to the student before: by the participant's number if the names are Moodle's own, else by
    what most have of an e-mail address and an ID number. Students without it are left out.
    """
    maximum = _maximum(standings)
    column, identified = _identified(standings)
    lines = [[who, one.student.name, one.points, maximum, ""] for who, one in identified if who]
    header = [column, "Full name", "Grade", "Maximum Grade", "Last modified (grade)"]
    return table(header, lines, mark=False)


def left_out(standings: Sequence[Standing]) -> Iterator[str]:
    """A sentence on each file that lacks students who have points, with their names.

    Where Moodle's would hold nobody, the course has no Moodle, and nothing is said.
    """
    pointed = list(_pointed(standings))
    key = _canvas_key(standings)
    nameless = [one for one in pointed if not _has(key, one)]
    words = "no name, number or e-mail address" if "name" in key else "no number of Canvas'"
    yield from _lacking("canvas.csv", nameless, pointed, words)
    column, identified = _identified(standings)
    missing = [one for who, one in identified if not who]
    if len(missing) < len(pointed):
        yield from _lacking("moodle.csv", missing, pointed, f"no `{column}`")


def _lacking(file, missing, pointed, what):
    if missing:
        named = list(dict.fromkeys(one.student.name or one.entry.name for one in missing))
        yield (
            f"not in {file}: {len(missing)} of {many(len(pointed), 'student')} with points, "
            f"of whom {what} is known: {some_of(named)}"
        )


def _identified(standings) -> tuple[str, list[tuple[str, Pointed]]]:
    """The column that most students have something in; what it is of each who has points."""
    found = {
        column: [(_identity(column, one), one) for one in _pointed(standings)]
        for column in IDENTIFIERS
    }
    column = max(found, key=lambda one: sum(bool(who) for who, _ in found[one]))
    return column, found[column]


def _identity(column, one):
    if column == "Email address":
        return one.student.email
    if column == "ID number":
        return "" if one.entry.platform else one.student.sid
    return f"Participant {one.student.sid}" if one.entry.platform == MOODLE else ""


def _pointed(standings: Sequence[Standing]) -> Iterator[Pointed]:
    """Each student who has points; one of whom nothing is known is there, too."""
    for standing in standings:
        if standing.graded:
            for student in standing.entry.students or (Student(),):
                yield Pointed(standing.entry, student, standing.score)


def _maximum(standings):
    # Of a class in which nothing was graded no questions are known, and none is out of 0 points.
    return sum(one.max_score for one in questions_of(standings)) or settings.load().points
