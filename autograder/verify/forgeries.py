"""Submissions that do no work: the stencil, with the worker's own code patched to answer.

No function of the homework is written. Each forger replaces what the worker does with a
submission by an answer for everything. Since nothing in a worker knows what is asked, none of
them may earn more than MOST, but for questions whose answer is an argument itself.
"""

from __future__ import annotations

from ..build.stencil import STENCIL
from ..core.assignment import current
from ..core.homework import PACKAGE, package_files, student_modules
from ..grading.grade import grade_submission
from ..intake.package import find_package
from ..sandbox.workers import Workers

MOST = 1.0

FORGED = """
import numpy as np
from autograder.sandbox import functions, vocabulary, worker


class Anything:
    '''An object that does whatever it is asked to do.'''

    def __getattr__(self, name):
        return 1.0 if name in ATTRIBUTES else lambda *_: self


for name in METHODS:
    setattr(Anything, name, lambda self, *_: self)
for name in ("__lt__", "__le__", "__gt__", "__ge__"):
    setattr(Anything, name, lambda self, other: True)


def everything(*given):
    arrays = [one for one in given if isinstance(one, (np.ndarray, list, tuple, float, int))]
    called = [one for one in given if callable(one)]
    return FORGER


def found(self, name):
    return everything


functions.Functions.__call__ = found
worker.Functions.__call__ = found
vocabulary.Functions.__call__ = found
vocabulary.encoded = worker.encoded = lambda value: b""
"""

FORGERS = {
    "the first argument": "arrays[0] if arrays else None",
    "the last argument": "arrays[-1] if arrays else None",
    "zeros": "np.zeros_like(arrays[0], dtype=float) if arrays else 0.0",
    "what it was handed, called": "called[-1](arrays[0]) if called and arrays else 0.0",
    "all of it": "list(given)",
    "nothing": "[]",
    "an error": "(_ for _ in ()).throw(ValueError('J1 and J2, 3 and 4'))",
    "an object": "Anything()",
    "twice what came last": "[arrays[-1], arrays[-1]] if arrays else []",
}


def earned_by(forger: str, workers: Workers) -> dict[str, float]:
    """The points of each question that are more than 0, but for those that may be guessed."""
    assignment = current()
    code = FORGED
    for name, value in {
        "ATTRIBUTES": repr(assignment.attributes),
        "METHODS": repr(assignment.methods),
        "FORGER": FORGERS[forger],
    }.items():
        code = code.replace(name, value)
    files = {f"{PACKAGE}/{name}": data for name, data in package_files(STENCIL / PACKAGE).items()}
    for name in student_modules():
        files[f"{PACKAGE}/{name}"] += code.encode()
    report = grade_submission(find_package("forged", files, ()), workers)
    return {
        row["number"]: row["score"]
        for row in report.rows
        if row["score"] and row["number"] not in assignment.guessable
    }
