"""From whatever was handed in to a Submission: read as bytes, never imported."""

from __future__ import annotations

import os
import pathlib
from collections.abc import Callable

from ..core import homework
from ..core.records import Submission
from ..sandbox.bounded import Budget, Exceeded

SECONDS = 30.0


class NoSubmission(Exception):
    """There is nothing at the path."""


def start_reading(path: str | os.PathLike[str]) -> Callable[[], Submission]:
    """Begin to read the submission at `path`; what is returned waits for it.

    It is a folder, an archive, a notebook, or one .py file. Raises NoSubmission where there is
    nothing. What is there and cannot be read becomes an empty submission whose note says why.
    It is read in a process of its own, which is ended where that takes too long.
    """
    path = pathlib.Path(path)
    if not path.exists():
        raise NoSubmission(f"there is no file or folder {path} to grade: check the path")
    path = pathlib.Path(os.path.abspath(path))  # "." has no name
    reading = Budget(SECONDS).start(lambda: _handed_in().submission_at(path))

    def read() -> Submission:
        try:
            return Submission(*reading())
        except Exceeded:
            return _handed_in().too_large(path)

    return read


def read_submission(path: str | os.PathLike[str]) -> Submission:
    """The submission at `path`, now; with what reads it loaded, so that the next takes less."""
    _handed_in()
    homework.prepare()
    return start_reading(path)()


def _handed_in():
    """What reads is loaded where it reads: a process that waits needs none of it."""
    from . import handed_in

    return handed_in
