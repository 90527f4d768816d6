"""Two gradings side by side: whose points changed, in which question, by how much, and why."""

from __future__ import annotations

import pathlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...core.documents import write_whole
from .gradebook import table
from .page import render
from .standing import Row, Standing, says

HEADER = ("name", "sid", "email", "submission", "question", "before", "now", "change", "why",
          "said before", "says now")  # fmt: skip
WHOLE = "all"
SIDES = BOTH, BEFORE, NOW, NEITHER = (
    "both times", "only before", "only now", "neither before nor now",
)  # fmt: skip


@dataclass(frozen=True)
class RowChange:
    """A question whose points changed; a row that is not there is None."""

    number: str
    before: Row | None
    now: Row | None

    @property
    def by(self) -> float:
        return round(points_of(self.now) - points_of(self.before), 6)


@dataclass(frozen=True)
class Change:
    """A submission in both gradings; `before` and `now` are None where it was not graded."""

    standing: Standing
    before: float | None
    now: float | None
    rows: tuple[RowChange, ...]
    reasons: tuple[str, ...]

    @property
    def by(self) -> float | None:
        """By how many points it changed; None where it was graded once only."""
        if self.before is None or self.now is None:
            return None
        return round(self.now - self.before, 6)

    @property
    def graded(self) -> str:
        """In which of the two gradings it was graded, one of SIDES."""
        return SIDES[2 * (self.before is None) + (self.now is None)]

    @property
    def differs(self) -> bool:
        """Whether there is anything to tell."""
        return self.before != self.now or bool(self.rows)


def points_of(row: Row | None) -> float:
    return row["score"] if row else 0.0


def compared(now: Sequence[Standing], before: Sequence[Standing]) -> tuple[Change, ...]:
    """A Change for each submission, in order; both are of the same entries."""
    return tuple(map(_change, now, before))


def _change(now: Standing, before: Standing) -> Change:
    numbers = list(dict.fromkeys([*now.rows, *before.rows])) if before.rows else []
    rows = (RowChange(n, before.rows.get(n), now.rows.get(n)) for n in numbers)
    return Change(
        now,
        before.score if before.graded else None,
        now.score if now.graded else None,
        tuple(row for row in rows if row.by) if now.graded else (),
        tuple(_reasons(now, before)),
    )


def _reasons(now, before) -> Iterator[str]:
    """What may have changed the points, as far as the documents say."""
    if not before.graded or not now.graded:
        yield "it was not graded before" if not before.graded else "it is not graded now"
        return
    old, new = _made_from(before), _made_from(now)
    if old and old.get("submission") != new.get("submission"):
        yield "the submission changed"
    elif _seed(before) is not None and _seed(before) != _seed(now):
        yield "other inputs were drawn (another seed, or other files)"
    if old and old.get("grader") != new.get("grader"):
        yield "the grader changed"
    if old == new:
        yield "same files, same grader: chance, or the load of the machine"
    if before.rows and abs(before.score - sum(map(points_of, before.rows.values()))) > 0.005:
        yield (
            "the earlier total is not the sum of its questions (a late penalty?): "
            "grades.csv, canvas.csv and moodle.csv have the points without it"
        )
    if not old:
        yield "whether files or the grader changed is not known: the earlier results name neither"


def _made_from(standing) -> Mapping[str, Any]:
    return standing.document["extra_data"].get("made_from", {})


def _seed(standing):
    return standing.document["extra_data"].get("seed")


def write_regrade(folder: pathlib.Path, changes: Sequence[Change]):
    """Write regrade.csv and regrade.html into the folder."""
    write_whole(folder / "regrade.csv", regrade_table(changes))
    changed = [one for one in changes if one.differs]
    page = render(
        "regrade.html",
        changes=sorted(changed, key=_largest_first),
        counts=Counter(one.graded for one in changes),
        both=BOTH,
    )
    write_whole(folder / "regrade.html", page)


def _largest_first(change):
    return change.by is not None, -abs(change.by or 0.0), change.standing.entry.name


def regrade_table(changes: Sequence[Change]) -> str:
    """The CSV: a line for a submission whose points changed, and below it one a question."""
    return table(HEADER, (line for change in changes for line in _lines(change)))


def _lines(change):
    entry = change.standing.entry
    if not change.differs:
        return
    students = entry.students
    who = [
        ", ".join(filter(None, (getattr(one, field) for one in students)))
        for field in ("name", "sid", "email")
    ]
    yield [*who, entry.name, WHOLE, _cell(change.before), _cell(change.now), _cell(change.by),
           "; ".join(change.reasons), "", ""]  # fmt: skip
    for row in change.rows:
        yield [*who, entry.name, row.number, points_of(row.before), points_of(row.now), row.by,
               "", says(row.before), says(row.now)]  # fmt: skip


def _cell(points):
    return "" if points is None else points
