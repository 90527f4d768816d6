"""Whether what was given is a class at all, or the files of a single student."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Collection, Iterator

from ...core.homework import PACKAGE_FOLDER, SOLUTION, student_modules
from ...intake.names import is_archive, module_meant
from ...intake.several import several_students
from .export import METADATA
from .places import Files

PACKAGE = PACKAGE_FOLDER.name
DEPTH = 4
"""How deep below a student's folder the homework may be, to be seen there."""
SYSTEMS = ("__macosx", "desktop.ini", "thumbs.db")


def is_single(top: Files) -> bool:
    """Whether it is one submission: a folder `backprop` with the homework in it, or its files.

    In an export, or beside other folders and zips, somebody has just called theirs so.
    """
    names = [name for name in top.names() if not is_ignored(name)]
    own = {PACKAGE, "figures", "__pycache__", *(path.name for path in SOLUTION.iterdir())}
    others = [name for name in names if top.is_folder(name) or name.lower().endswith(".zip")]
    if METADATA in names or not own.issuperset(others):
        return False
    return _holds_package(top, names) or len(set(student_modules()).intersection(names)) > 1


def _holds_package(top, names):
    if PACKAGE not in names or not top.is_folder(PACKAGE):
        return False
    with contextlib.suppress(OSError):
        return not set(student_modules()).isdisjoint(top.child(PACKAGE).names())
    return True  # It may not be opened; whoever grades it hears why.


def is_ignored(name: str) -> bool:
    """Whether a name among the submissions is a system's or a tool's own."""
    return name.startswith(".") or name.lower() in SYSTEMS


def is_class(top: Files) -> bool:
    """Whether it holds folders or archives of several students, each with the homework's files."""
    return bool(several_students(dict(_homework_below(top, "", DEPTH))))


def _homework_below(top, path, depth):
    with contextlib.suppress(OSError):
        names = [name for name in top.names() if not is_ignored(name)]
        modules = set(student_modules())
        if own := modules.intersection(names):
            yield path, own
        for name in names:
            below = f"{path}/{name}" if path else name
            if is_archive(name):
                yield below, modules
            elif depth and top.is_folder(name):
                yield from _homework_below(top.child(name), below, depth - 1)


def parted_names(names: Collection[str]) -> Iterator[str]:
    """A sentence where single files are named like several of the homework's, and stand alone.

    They may be several files of each student, under names of no platform that is known here.
    """
    meant = Counter(module for name in names if (module := module_meant(name)))
    if len(meant) > 1:
        yield (
            f"names such as {next(name for name in names if module_meant(name))} may be several "
            "files of each student: each was graded by itself. Put those of one student in a folder"
        )
