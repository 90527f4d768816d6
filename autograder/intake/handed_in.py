"""What was handed in, as a Submission: a folder, an archive, a notebook, or one .py file."""

from __future__ import annotations

import pathlib

from ..core.homework import PACKAGE, is_stub, student_modules
from ..core.records import Submission
from .files import LeftOut, Unreadable, read_file, read_folder
from .names import may_hold_code
from .package import find_package

# A worker is handed no more than wire.MAX_FRAME_BYTES at once. No homework comes near that.
MAX_PACKAGE_BYTES = 12 * 2**20
TOO_MUCH = (
    "reading it takes more time or memory than any homework needs, so nothing of it was read: "
    f"hand in the folder `{PACKAGE}`, and nothing else"
)


def too_large(path: pathlib.Path) -> Submission:
    """What stands for a submission that could not be read within bounds."""
    left_out = (LeftOut(path.name, TOO_MUCH),)
    return find_package(path.name, {}, (), left_out, lambda: [path.name])


def submission_at(path: pathlib.Path) -> Submission:
    """The submission that is there: bytes of nobody knows whom are read here."""
    try:
        files, left_out = _read(path)
        submission = find_package(
            path.name, files, (), left_out, lambda: _archives().names_in(path)
        )
        return _bounded(submission)
    except Unreadable as unreadable:
        left_out = (LeftOut(path.name, str(unreadable)),)
        others = _archives().names_in(path) if path.is_dir() else [path.name]
        return find_package(path.name, {}, (), left_out, lambda: others)


def _read(path):
    if not path.is_dir() and not path.is_file():
        raise Unreadable(f"{path.name} is neither a folder nor an ordinary file")
    if path.is_file() and may_hold_code(path.name):
        return {path.name: read_file(path)}, ()
    wanted = student_modules()
    files, left_out = (read_folder if path.is_dir() else _archives().read_archive)(path, wanted)
    if not _all_written(files):
        files, more = _archives().read_inner_archives(path, wanted, files)
        left_out = (*left_out, *more)
    return files, left_out


def _archives():
    """Loaded for archives, and for what has none of the homework's files in it."""
    from . import archives

    return archives


def _bounded(submission):
    """The submission; Unreadable where it is too large for a worker to be handed.

    A notebook's cells can have become several times as large by the way they are packed.
    """
    files = (*submission.sources.items(), *submission.beside.items())
    size = sum(len(path.encode("utf-8", "backslashreplace")) + len(data) for path, data in files)
    if size > MAX_PACKAGE_BYTES:
        raise Unreadable(f"its files come to more than {MAX_PACKAGE_BYTES // 2**20} MB")
    return submission


def _all_written(files):
    """Whether something is written of each of the student's files."""
    named = ((path.rpartition("/")[2], data) for path, data in files.items())
    written = {
        name for name, data in named if name in student_modules() and not is_stub(name, data)
    }
    return written.issuperset(student_modules())
