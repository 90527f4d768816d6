"""Who is in a class that never was, in the words of a Gradescope export."""

from __future__ import annotations

from collections.abc import Mapping
from string import ascii_uppercase
from typing import Any

FIRST = ("Ada", "Grace", "Emmy", "Sofia", "Alan", "Kurt", "Srinivasa", "Zoë", "李", "Олег")
LAST = ("Lovelace", "Hopper", "Noether", "Turing", "Gödel", "O'Neil", "=SUM(A1:A9)", "<b>Bold</b>")
LATE, REGRADED = 10, 12
"""One in so many was late, and had a question graded by hand."""


def entry(number: int) -> dict[str, Any]:
    """What the metadata says of a submission: who handed it in."""
    submitters = [_student(number)]
    if number % 25 == 7:
        submitters.append(_student(10_000 + number))
    return {
        ":submitters": submitters if number % 60 != 59 else None,
        ":created_at": "2023-09-20 18:03:11.123456000 Z",
        ":score": None,
        ":status": "processed",
        ":results": None,
        ":history": [],
    }


def recorded(number: int, document: Mapping[str, Any]) -> dict[str, Any]:
    """What the export records of a submission that was graded as the results document says.

    Of some, a tenth is taken off, since they were late; of others, staff gave the points of one
    question by hand, after a regrade request.
    """
    kept = ("number", "name", "score", "max_score", "output")
    rows = [{key: row[key] for key in kept} for row in document["tests"]]
    below = next((row for row in rows if 0 < row["score"] < row["max_score"]), None)
    if below and number % REGRADED == 2:
        below["score"] = below["max_score"]
    score = round(sum(row["score"] for row in rows) * (0.9 if number % LATE == 5 else 1), 2)
    tests = [{f":{key}": value for key, value in row.items()} for row in rows]
    return {":score": score, ":results": {":score": score, ":tests": tests}}


def _student(number):
    name = _name(4 if number == 34 else number)  # Two of a class have the same name.
    student: dict[str, str | None] = {
        ":name": name,
        ":sid": str(5000 + number),
        ":email": f"s{number}@example.edu",
    }
    if number % 20 == 3:
        student[":sid"] = None
    return student


def _name(number):
    """Another one for each of the first two thousand numbers."""
    again, place = divmod(number, len(FIRST) * len(LAST))
    first, last = FIRST[place % len(FIRST)], LAST[place // len(FIRST)]
    return f"{first} {last}" if not again else f"{first} {ascii_uppercase[again % 26]}. {last}"
