"""From whatever was handed in to a Submission: read as bytes, never imported."""

from __future__ import annotations

import os
import pathlib

from ..homework import student_modules
from ..records import Submission
from .files import Unreadable, read_file, read_folder, read_zip
from .package import find_package


class NoSubmission(Exception):
    """There is nothing at the path."""


def read_submission(path: str | os.PathLike[str]) -> Submission:
    """The submission at `path`: a folder, a zip, or one .py file.

    Raises NoSubmission where there is nothing. What is there and cannot be
    read becomes an empty submission whose note says why.
    """
    path = pathlib.Path(path)
    if not path.exists():
        raise NoSubmission(f"there is no file or folder {path}")
    try:
        return find_package(path.name, *_read(path))
    except Unreadable as unreadable:
        return find_package(path.name, {}, (str(unreadable),))


def _read(path):
    if path.is_dir():
        return read_folder(path, student_modules())
    if not path.is_file():
        raise Unreadable(f"{path.name} is no folder and no ordinary file")
    if path.suffix == ".py":
        return {path.name: read_file(path)}, ()
    return read_zip(path, student_modules())
