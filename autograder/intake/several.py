"""Whether what was handed in as one submission is the work of several students."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set

from ..core.homework import PACKAGE
from .names import is_of_ones_own

MAX_NAMED = 5


def several_students(written: Mapping[str, Set[str]]) -> list[str]:
    """The folders that seem to be a student each: beside one another, with files of the same name.

    `written` has the files of which something is written, by their folder. Folders whose
    names tell that they are copies or versions of one student's work are no class.
    """
    paths = {folder: _path(folder) for folder, names in written.items() if names}
    shared = _shared(list(paths.values()))
    owners: dict[str, set[str]] = {}
    for folder, path in paths.items():
        owner = path[shared] if len(path) > shared else ""
        owners.setdefault(owner, set()).update(written[folder])
    if any(is_of_ones_own(owner) for owner in owners):
        return []
    return sorted(owners) if len(owners) > 1 and set.intersection(*owners.values()) else []


def _path(folder):
    """The folders that lead to the homework's, which itself may be there or not."""
    parts = folder.split("/") if folder else []
    return parts[:-1] if parts and parts[-1].lower() == PACKAGE else parts


def _shared(paths):
    """How many folders all paths begin with."""
    count = 0
    for level in zip(*paths, strict=False):
        if len(set(level)) > 1:
            break
        count += 1
    return count


def class_notes(written: Mapping[str, Mapping[str, Set[str]]]) -> Iterator[str]:
    """A sentence where one submission seems to be a class.

    `written` has, by folder and file, what is written there.
    """
    files = {folder: {name for name in its if its[name]} for folder, its in written.items()}
    found = several_students(files)
    if found:
        more = f" and {len(found) - MAX_NAMED} more" if len(found) > MAX_NAMED else ""
        yield (
            f"This looks like a class: {', '.join(found[:MAX_NAMED])}{more} hold the same files. "
            "One was graded; `autograder batch` grades each of them."
        )
