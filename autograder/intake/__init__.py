"""From whatever was handed in to a Submission: read as bytes, never imported."""

from __future__ import annotations

import os
import pathlib

from .. import homework
from ..bounded import Budget, Exceeded
from ..homework import student_modules
from ..records import Submission
from .files import NOTEBOOK, Unreadable, read_file, read_folder, read_zip
from .inner import read_inner_zips
from .package import find_package

# A worker is handed no more than wire.MAX_FRAME_BYTES at once. No homework comes near that.
MAX_PACKAGE_BYTES = 12 * 2**20
SECONDS = 30.0
TOO_MUCH = (
    "reading it takes more time or memory than any homework needs, so nothing of it was read: "
    "hand in the folder `backprop`, and nothing else"
)


class NoSubmission(Exception):
    """There is nothing at the path."""


def read_submission(path: str | os.PathLike[str]) -> Submission:
    """The submission at `path`: a folder, a zip, a notebook, or one .py file.

    Raises NoSubmission where there is nothing. What is there and cannot be
    read becomes an empty submission whose note says why. It is read in a process
    of its own, which is ended where that takes too long.
    """
    path = pathlib.Path(path)
    if not path.exists():
        raise NoSubmission(f"there is no file or folder {path}")
    homework.prepare()
    try:
        fields = Budget(SECONDS).run(lambda: vars(_submission(path)))
        return Submission(**fields)
    except Exceeded:
        return find_package(path.name, {}, (TOO_MUCH,))


def _submission(path):
    try:
        return _bounded(find_package(path.name, *_read(path)))
    except Unreadable as unreadable:
        return find_package(path.name, {}, (str(unreadable),))


def _read(path):
    wanted = student_modules()
    if path.is_file() and path.suffix.lower() in (".py", NOTEBOOK):
        return {path.name: read_file(path)}, ()
    if not path.is_dir() and not path.is_file():
        raise Unreadable(f"{path.name} is no folder and no ordinary file")
    files, notes = read_folder(path, wanted) if path.is_dir() else read_zip(path, wanted)
    if not _may_hold_homework(files):
        files, notes = read_inner_zips(path, wanted, files, notes)
    return files, notes


def _bounded(submission):
    """The submission; Unreadable where it is too large for a worker to be handed.

    A notebook's cells can have become several times as large by the way they are packed.
    """
    files = (*submission.sources.items(), *submission.beside.items())
    size = sum(len(path.encode("utf-8", "backslashreplace")) + len(data) for path, data in files)
    if size > MAX_PACKAGE_BYTES:
        raise Unreadable(f"its files come to more than {MAX_PACKAGE_BYTES // 2**20} MB")
    return submission


def _may_hold_homework(files):
    names = {name.rpartition("/")[2].lower() for name in files}
    return not names.isdisjoint(student_modules())
