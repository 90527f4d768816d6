"""Who is in a class that never was, in the words of a Gradescope export."""

from __future__ import annotations

import random
from typing import Any

from autograder.grading.questions import all_questions

FIRST = ("Ada", "Grace", "Emmy", "Sofia", "Alan", "Kurt", "Srinivasa", "Zoë", "李", "Олег")
LAST = ("Lovelace", "Hopper", "Noether", "Turing", "Gödel", "O'Neil", "=SUM(A1:A9)", "<b>Bold</b>")


def entry(rng: random.Random, number: int) -> dict[str, Any]:
    """What the metadata says of a submission: who handed it in."""
    submitters = [_student(rng, number)]
    if number % 25 == 7:
        submitters.append(_student(rng, 10_000 + number))
    return {
        ":submitters": submitters if number % 60 != 59 else None,
        ":created_at": "2023-09-20 18:03:11.123456000 Z",
        ":score": None,
        ":status": "processed",
        ":results": None,
        ":history": [],
    }


def recorded_points(name: str) -> dict[str, Any]:
    """Points of an earlier grading: nine of ten questions in full, the others by half."""
    rng = random.Random(name)
    cases = all_questions(None)
    points = [case.max_score * rng.choice([0.5, *[1.0] * 9]) for case in cases]
    tests = [
        {
            ":number": case.number,
            ":name": case.shortDescription(),
            ":score": earned,
            ":max_score": case.max_score,
            ":output": "",
        }
        for case, earned in zip(cases, points, strict=True)
    ]
    score = sum(points)
    return {":score": score, ":results": {":score": score, ":tests": tests}}


def _student(rng, number):
    name = f"{rng.choice(FIRST)} {rng.choice(LAST)}"
    student: dict[str, str | None] = {
        ":name": name,
        ":sid": str(5000 + number),
        ":email": f"s{number}@example.edu",
    }
    if number % 20 == 3:
        student[":sid"] = None
    return student
