"""Standings made by hand, for the tests of reports."""

from __future__ import annotations

import pathlib

from autograder.batch.reports.standing import Standing
from autograder.batch.roster.places import InFolder
from autograder.batch.roster.records import Entry, Student

QUESTIONS = {"2.5": "softmax_jacobian", "2.10": "late", "4.2": "backward"}
HINT = "each p_k depends on every z_i"


def row(number, score, max_score=4.0, status=None, mistake="", output="", **more):
    """A row of a results document."""
    extra = {"status": status or ("passed" if score == max_score else "wrong")}
    if mistake:
        extra |= {"mistake": mistake, "hint": HINT}
        output = output or f"Hint: {HINT}\nfailed  five numbers"
    return {
        "number": number,
        "name": QUESTIONS.get(number, number),
        "score": score,
        "max_score": max_score,
        "status": "passed" if score == max_score else "failed",
        "output": output,
        "visibility": "visible",
        "extra_data": extra,
        **more,
    }


def document(*rows, made_from=("grader", "files"), written=None, **more):
    """A results document with these rows, and what was written for some of them."""
    grader, submission = made_from
    return {
        "score": round(sum(one["score"] for one in rows), 2),
        "output": "some points",
        "extra_data": {
            "seed": 7,
            "protections": "seccomp",
            "made_from": {"grader": grader, "submission": submission},
            "written": written or {},
        },
        "tests": list(rows),
        **more,
    }


def standing(name, *rows, students=None, place=True, late=False, time="", platform="", **more):
    """A submission that was graded, if it has rows, by a student of the same name."""
    handed = tuple(students) if students is not None else (Student(name),)
    where = InFolder(pathlib.Path(name)) if place else None
    entry = Entry(name, name, where, handed, time=time, late=late, platform=platform)
    return Standing(entry, document(*rows, **more) if rows else None)


def failed(name, reason):
    """A submission on which the grader failed."""
    entry = Entry(name, name, InFolder(pathlib.Path(name)), (Student(name),))
    return Standing(entry, {"output": f"Not graded: {reason}.", "tests": [],
                            "extra_data": {"failure": reason, "details": "Traceback"}})  # fmt: skip
