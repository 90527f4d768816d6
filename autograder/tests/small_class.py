"""A class that is small enough to be graded in a test, as Gradescope exports it."""

from __future__ import annotations

import pathlib

import yaml

from autograder.build.stencil import STENCIL
from autograder.core.homework import PACKAGE_FOLDER

STUDENTS = {
    "submission_1": [("Ada Lovelace", "101", "ada@example.edu")],
    "submission_2": [("Grace Hopper", None, "grace@example.edu"), ("Emmy Noether", "103", None)],
    "submission_3": [('=HYPERLINK("x")', "104", "@example.edu")],
    "submission_4": [("\u202eyerruT <b>nalA</b>", "105", "alan@example.edu")],
    "submission_5": [],
    "submission_6": [("Sofia Kovalevskaya", "107", "sofia@example.edu")],
    "submission_7": [("Kurt Gödel", "108", "kurt@example.edu")],
    "submission_8": [("Srinivasa Ramanujan", "109", "s@example.edu")],
}
WRITTEN = {
    "submission_1": ("jacobians.py", "descent.py"),
    "submission_2": ("jacobians.py",),
    "submission_3": ("chain_rule.py",),
    "submission_4": ("jacobians.py", "chain_rule.py"),
}
ONLY_THE_DIAGONAL = b"""

def softmax_jacobian(z):
    p = softmax(z)
    return np.diag(p * (1 - p))
"""


def write_class(folder: pathlib.Path, entries=None) -> pathlib.Path:
    """An export in a folder; `entries` replaces what its metadata says. The export's path."""
    export = folder / "assignment_7_export"
    for name in STUDENTS:
        write_submission(export / name, WRITTEN.get(name, ()))
    file = export / "submission_2" / "backprop" / "jacobians.py"
    file.write_bytes(file.read_bytes() + ONLY_THE_DIAGONAL)
    entries = {name: entry(students) for name, students in STUDENTS.items()} | (entries or {})
    text = yaml.safe_dump(entries, allow_unicode=True)
    (export / "submission_metadata.yml").write_text(text, encoding="utf-8")
    return export


def write_submission(folder: pathlib.Path, written=()):
    """The stencil's files in which students write, those in `written` finished."""
    package = folder / "backprop"
    package.mkdir(parents=True)
    for path in (STENCIL / "backprop").glob("*.py"):
        source = PACKAGE_FOLDER if path.name in written else path.parent
        (package / path.name).write_bytes((source / path.name).read_bytes())


def entry(students, results=None):
    """What the metadata says of a submission."""
    keys = (":name", ":sid", ":email")
    return {
        ":submitters": [dict(zip(keys, one, strict=True)) for one in students],
        ":created_at": "2023-09-20 18:03:11.123456000 Z",
        ":score": None if results is None else results["score"],
        ":status": "processed",
        ":results": results,
        ":history": [],
    }
