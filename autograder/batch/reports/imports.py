"""canvas.csv and moodle.csv: the points in the form that a platform's gradebook imports.

Only students with points are in them: in either platform an empty cell would change a grade.
The columns are those that the importers of Canvas (gradebook upload) and Moodle (grade import,
and the upload of a grading worksheet) look for. Each names a student by a column of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...core import settings
from ..roster.records import Entry, Student
from .gradebook import table
from .standing import Standing, questions_of

POINTS_POSSIBLE = "Points Possible"
IDENTIFIERS = ("Identifier", "Email address", "ID number")
CANVAS_HEADER = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")


def canvas_table(standings: Sequence[Standing]) -> str:
    """The CSV for Canvas, whose first line holds the maximum points.

    ID is the number that Canvas' own download names; of other platforms the institution's number
    and the e-mail address stand in the other two.
    """
    header = [*CANVAS_HEADER, settings.load().title]
    maximum = [f"    {POINTS_POSSIBLE}", "", "", "", "", _maximum(standings)]
    lines = [
        [*_in_canvas(entry, student), points] for entry, student, points in _pointed(standings)
    ]
    return table(header, [maximum, *lines], mark=False)


def _in_canvas(entry, student):
    # A name with these words would be read as the line of the maximum points.
    name = (student.name or student.email).replace(POINTS_POSSIBLE, "")
    own = student.sid if entry.platform == "Canvas" else ""
    sis = "" if entry.platform else student.sid
    return name, own, sis, student.email, ""


def moodle_table(standings: Sequence[Standing]) -> str:
    """The CSV for Moodle.

    It identifies students by one column, since Moodle gives the points of a line in which that is
    empty to the student before: by the participant's number if the names are Moodle's own, else by
    what most have of an e-mail address and an ID number. Students without it are left out.
    """
    maximum = _maximum(standings)
    column, identified = _identified(standings)
    lines = [[who, student.name, points, maximum, ""] for who, student, points in identified if who]
    header = [column, "Full name", "Grade", "Maximum Grade", "Last modified (grade)"]
    return table(header, lines, mark=False)


def left_out(standings: Sequence[Standing]) -> Iterator[str]:
    """A sentence where moodle.csv has some of the students, and not all who have points."""
    column, identified = _identified(standings)
    missing = sum(not who for who, _, _ in identified)
    if 0 < missing < len(identified):
        yield (
            f"{missing} of {len(identified)} students with points are not in moodle.csv: "
            f"`{column}` is not known of them"
        )


def _identified(standings) -> tuple[str, list[tuple[str, Student, float]]]:
    """The column that most students have something in; what it is, and the points, of each."""
    found = {
        column: [(_identity(column, *one[:2]), *one[1:]) for one in _pointed(standings)]
        for column in IDENTIFIERS
    }
    column = max(found, key=lambda one: sum(bool(who) for who, _, _ in found[one]))
    return column, found[column]


def _identity(column, entry, student):
    if column == "Email address":
        return student.email
    if column == "ID number":
        return "" if entry.platform else student.sid
    return f"Participant {student.sid}" if entry.platform == "Moodle" else ""


def _pointed(standings: Sequence[Standing]) -> Iterator[tuple[Entry, Student, float]]:
    """Each student who has points, and the entry."""
    for standing in standings:
        if standing.graded:
            for student in standing.entry.students:
                yield standing.entry, student, standing.score


def _maximum(standings):
    return sum(question.max_score for question in questions_of(standings))
