"""Correct solutions in other styles, which the assignment may have: what they answer."""

from __future__ import annotations

import pathlib
from collections.abc import Sequence

from ..build.agreement import functions_of
from ..build.inserting import bound_names
from ..core.assignment import current
from ..core.homework import PACKAGE
from ..grading.questions import all_questions

STYLES = current().variants


def answered_by(folder: pathlib.Path, numbers: Sequence[str] = ()) -> tuple[list[str], list[str]]:
    """The questions that a solution in another style answers, and those that its files lack.

    A file that it does not have is none of its business.
    """
    names = {
        path.stem: bound_names(path.read_text(encoding="utf-8"))
        for path in (folder / PACKAGE).glob("*.py")
    }
    answered: list[str] = []
    lacking: list[str] = []
    for case in all_questions(session=None):
        if case.module in names and (not numbers or case.number in numbers):
            whole = names[case.module].issuperset(functions_of(case))
            (answered if whole else lacking).append(case.number)
    return answered, lacking


def styles(numbers: Sequence[str] = ()) -> list[pathlib.Path]:
    """The solutions in other styles that answer one of these questions."""
    return [folder for folder in all_styles() if answered_by(folder, numbers)[0]]


def all_styles() -> list[pathlib.Path]:
    found = STYLES.iterdir() if STYLES else ()
    return sorted(path for path in found if path.is_dir())
