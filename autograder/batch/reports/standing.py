"""Where a submission stands: its entry in the roster, and its results document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...core.records import BLOCKED, GRADER_ERROR, PASSED, TODO
from ...core.untrusted import in_line
from ...core.words import many
from ..roster.records import Entry

Row = Mapping[str, Any]
GRADED = "graded"
FRACTION = re.compile(r"(:\d\d)\.\d{1,12}")


@dataclass(frozen=True)
class Standing:
    """A submission and its results document; None where it has not been graded.

    A run that was stopped has not `looked_at` all: what is kept of the others may
    be out of date.
    """

    entry: Entry
    document: Mapping[str, Any] | None
    looked_at: bool = True

    @property
    def failure(self) -> str:
        """Why it could not be graded; empty where it could."""
        return self.document["extra_data"].get("failure", "") if self.document else ""

    @property
    def graded(self) -> bool:
        return self.document is not None and not self.failure and not self.unjudged

    @property
    def unjudged(self) -> str:
        """Why there was nothing to judge; empty where there was something."""
        found = self.document["extra_data"] if self.document else {}
        if unread := found.get("unread"):
            more = f", and {len(unread) - 1} more" if len(unread) > 1 else ""
            return f"NOT GRADED: could not be read: {unread[0]}{more}"
        if self.instead:
            return "NOTHING FOUND: none of the homework's files is in it"
        return ""

    @property
    def instead(self) -> str:
        """What was handed in where none of the homework's files was; else empty."""
        return str(self.document["extra_data"].get("nothing_found") or "") if self.document else ""

    @property
    def score(self) -> float:
        """The points; only of a graded submission."""
        return self.document["score"] if self.document else 0.0

    @property
    def rows(self) -> Mapping[str, Row]:
        """The rows of a graded submission by the question's number."""
        return {row["number"]: row for row in self.document["tests"]} if self.document else {}

    @property
    def written(self) -> Mapping[str, Mapping[str, Any]]:
        """What was written for the questions that failed: file, line and text, by their number."""
        return self.document["extra_data"].get("written", {}) if self.document else {}

    @property
    def our_faults(self) -> tuple[str, ...]:
        """The numbers of the questions on which the grader failed."""
        return tuple(number for number, row in self.rows.items() if status_of(row) == GRADER_ERROR)

    @property
    def status(self) -> str:
        """A few words that nobody overlooks where something is amiss."""
        if self.entry.place is None:
            return "NO FILES: the export has none for this entry"
        if self.document is None:
            return "NOT GRADED YET"
        if self.failure:
            return f"NOT GRADED: {self.failure}"
        if not self.looked_at:
            return "FROM AN EARLIER RUN: not looked at in this one"
        if self.our_faults:
            return f"LOOK AT {', '.join(self.our_faults)}: the grader failed there"
        return self.unjudged or GRADED

    @property
    def amiss(self) -> bool:
        """Whether staff have to look at it before its points are released."""
        return self.status != GRADED


def moment(time: str) -> str:
    """A platform's time without fractions of a second; what is no time stays as it is."""
    return FRACTION.sub(r"\1", time)


def amiss_by_status(standings: Iterable[Standing]) -> dict[str, list[Standing]]:
    """Those that staff have to look at, by their status, the rarest first."""
    found: dict[str, list[Standing]] = {}
    for standing in standings:
        if standing.amiss:
            found.setdefault(standing.status, []).append(standing)
    return dict(sorted(found.items(), key=lambda item: len(item[1])))


def nothing_to_grade(standings: Sequence[Standing]) -> Iterator[str]:
    """A sentence where no submission of a class has a file of the homework: the wrong export?"""
    looked_at = [one for one in standings if one.document and not one.failure]
    if looked_at and all(one.instead for one in looked_at):
        first = in_line(looked_at[0].instead)
        yield (
            f"in none of the {many(len(looked_at), 'submission')} is a file of this homework "
            f"(in the first one: {first}): is it the export of this assignment?"
        )


@dataclass(frozen=True)
class Question:
    """A question as the results documents name it."""

    number: str
    name: str
    max_score: float


def questions_of(standings: Iterable[Standing]) -> tuple[Question, ...]:
    """All questions of all documents, in the order of their numbers."""
    found = {
        number: Question(number, row["name"], row["max_score"])
        for standing in standings
        for number, row in standing.rows.items()
    }
    return tuple(found[number] for number in sorted(found, key=_in_order))


def _in_order(number):
    return [
        (not is_whole, int(part) if is_whole else 0, part)
        for part in number.split(".")
        for is_whole in [part.isdecimal() and len(part) < 10]
    ]


def status_of(row: Row) -> str:
    """A row's status; that of rows from elsewhere follows from their points."""
    status = (row.get("extra_data") or {}).get("status")
    return status or (PASSED if row["score"] == row.get("max_score") else "failed")


UNWRITTEN = (TODO, BLOCKED)
"""Statuses of a function that is still a stub, or waits for one: none is a mistake."""
WORDS = {
    "todo": "not written yet",
    "blocked": "waits for a function that is not written yet",
    "raised": "raised an exception",
    "timeout": "took too long",
    "died": "ended its process",
    "refused": "an answer that is no plain data",
    "partial": "partly right",
    "grader_error": "our fault: staff will look at it",
}


def words_of(status: str) -> str:
    """A status in words."""
    return WORDS.get(status, status)


def hint_of(row: Row) -> str:
    """A row's hint; empty where there is none. It is never looked for in words."""
    return (row.get("extra_data") or {}).get("hint", "")


def told(row: Row) -> str:
    """The gist of what a row says: its mistake, its hint, or its first line."""
    mistake = (row.get("extra_data") or {}).get("mistake", "")
    first = next(filter(None, str(row.get("output") or "").splitlines()), "")
    return mistake or hint_of(row) or in_line(first)


def says(row: Row | None) -> str:
    """A row's status and the gist of its words."""
    if row is None:
        return "not there"
    gist = "" if status_of(row) == PASSED else told(row)
    return f"{status_of(row)}: {gist}" if gist else status_of(row)
