"""What stands at the top of a student's page: what to look at first, what was graded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..core.records import (
    BLOCKED,
    DIED,
    GRADER_ERROR,
    PARTIAL,
    PASSED,
    PENDING,
    RAISED,
    REFUSED,
    TIMEOUT,
    TODO,
    WRONG,
)

Row = dict[str, Any]

MAX_NAMED = 6
FAILED = (PARTIAL, WRONG, RAISED, TIMEOUT, DIED, REFUSED)
SHOWN_LATER = {
    "hidden": "not shown",
    "after_due_date": "shown after the due date",
    "after_published": "shown when grades are published",
}


def summary(rows: Sequence[Row], notes: Sequence[str], nothing_found: bool = False) -> str:
    """The text for the rows of a results.json. Of rows not shown now it tells no result.

    The points stand above it, so it has them only where students see no total. Where nothing was
    found to grade, it is the notes.
    """
    told = [f"Note: {note}" for note in notes]
    if nothing_found:
        return "\n".join(told)
    visible = [row for row in rows if row["visibility"] == "visible"]
    parts = [_advice(visible, whole=len(visible) == len(rows)), told]
    if visible and len(_with_status(visible, TODO)) == len(visible):
        parts.reverse()  # Where nothing is written, how the files were read may be why.
    parts = [[*_later(rows, visible), *_unfinished(rows)], *parts]
    return "\n\n".join("\n".join(lines) for lines in parts if lines)


def _later(rows, visible):
    if visible and len(visible) < len(rows):
        score, most = (sum(row[key] for row in visible) for key in ("score", "max_score"))
        yield f"{score:g} of {most:g} points in what is shown."
    for visibility, words in SHOWN_LATER.items():
        later = [row for row in rows if row["visibility"] == visibility]
        if later:
            points = sum(row["max_score"] for row in later)
            yield f"{_questions(later)}, of {points:g} points, {_is(later)} {words}."


def _unfinished(rows):
    pending = _with_status(rows, PENDING)
    if pending:
        yield f"{_questions(pending)} {_is(pending)} not graded yet."
    faults = _with_status(rows, GRADER_ERROR)
    if faults:
        yield f"The autograder failed on {_names(faults)}: our fault, staff have to look at it."


def _advice(visible, whole):
    failed = _with_status(visible, *FAILED)
    unwritten = _with_status(visible, TODO)
    lines = []
    if failed:
        lines.append(f"Look first at {_names(failed[:1])}:\n    {look_at(failed[0])}")
    if failed[1:]:
        lines.append(f"Then at {_names(failed[1:])}.")
    if unwritten:
        lines.append(f"Still to write: {_names(unwritten)}.")
    blocked = _with_status(visible, BLOCKED)
    if blocked:
        lines.append(f"Waiting for what is still to write: {_names(blocked)}.")
    if visible and all(row["extra_data"]["status"] == PASSED for row in visible):
        lines.append("Everything passes." if whole else "Everything that is shown passes.")
    return lines


def look_at(row: Row) -> str:
    """A row's hint, or else the first thing that it says."""
    hint = row["extra_data"].get("hint")
    if hint:
        return hint
    first, *others = row["output"].splitlines() or [""]
    if first.endswith(":") and others:
        return f"{first} {others[0].removeprefix('raised').strip()}"
    return first.removeprefix("failed").strip()


def _with_status(rows, *statuses):
    return [row for row in rows if row["extra_data"]["status"] in statuses]


def _names(rows):
    named = [f"{row['number']} {row['name']}" for row in rows[:MAX_NAMED]]
    more = f" and {len(rows) - MAX_NAMED} more" if len(rows) > MAX_NAMED else ""
    return ", ".join(named) + more


def _questions(rows):
    return "1 question" if len(rows) == 1 else f"{len(rows)} questions"


def _is(rows):
    return "is" if len(rows) == 1 else "are"
