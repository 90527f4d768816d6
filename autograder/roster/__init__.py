"""Whose submissions there are, and where: a Gradescope export, or any folder of submissions."""

from __future__ import annotations

import pathlib
from collections import Counter

from ..homework import PACKAGE_FOLDER, SOLUTION, student_modules
from ..intake.files import Unreadable
from .export import METADATA, UNREAD, Metadata, parse_metadata
from .names import folder_names, readable
from .places import Files, InFolder, InZip, NoArchive, Place
from .records import Entry, Roster, Student

PACKAGE = PACKAGE_FOLDER.name
HANDED_IN = (".zip", ".py", ".ipynb")
MAX_NAMED = 8


class NoSubmissions(Exception):
    """There is nothing to grade at the path; the text says what was looked for."""


def read_roster(path: pathlib.Path) -> Roster:
    """All submissions at `path`: an export (zip or folder), or a folder of submissions.

    Folders without an entry in the export's metadata are graded without a name,
    and entries without a folder stand in the roster without a place. Raises
    NoSubmissions.
    """
    try:
        top = _top(InZip.of(path) if path.is_file() else InFolder(path))
    except NoArchive as error:
        raise NoSubmissions(str(error)) from None
    places = _places(top)
    metadata = _metadata(top)
    entries = _entries(places, metadata)
    if not entries:
        raise NoSubmissions(f"there are no submissions in {path}")
    return Roster(entries, (*metadata.warnings, *_left_out(top, places)))


def _metadata(top: Files) -> Metadata:
    """What an export says of its submissions; where it cannot be read, a warning says why."""
    if METADATA not in top.names():
        return Metadata()
    try:
        return parse_metadata(top.read(METADATA))
    except (OSError, Unreadable) as error:
        return Metadata(warnings=(f"{METADATA} cannot be read, {UNREAD}: {error}",))


def _top(place: Files) -> Files:
    """The folder that holds the submissions: an export stands in a folder of its own."""
    names = [name for name in place.names() if not _ignored(name)]
    if METADATA not in names and len(names) == 1 and place.is_folder(names[0]):
        below = place.child(names[0])
        if METADATA in below.names() or isinstance(place, InZip):
            return below
    return place


def _places(top: Files) -> dict[str, Place]:
    """Each submission's place by its name."""
    found: dict[str, Place] = {}
    for name in sorted(top.names()):
        if not _ignored(name) and (top.is_folder(name) or name.lower().endswith(HANDED_IN)):
            found[name] = top.child(name)
    if _is_single(top, found):
        raise NoSubmissions(
            "this is a single submission, since it holds a folder backprop: "
            "`autograder grade` grades it; batch takes a folder of submissions"
        )
    return found


def _is_single(top, places) -> bool:
    """Whether it is one submission: a folder `backprop` with the homework in it, and no others.

    In an export, or beside other folders and zips, somebody has just called it so.
    """
    if PACKAGE not in places or not top.is_folder(PACKAGE) or METADATA in top.names():
        return False
    own = {PACKAGE, "figures", "__pycache__", *(path.name for path in SOLUTION.iterdir())}
    others = [name for name in places if top.is_folder(name) or name.lower().endswith(".zip")]
    return own.issuperset(others) and not set(student_modules()).isdisjoint(
        top.child(PACKAGE).names()
    )


def _left_out(top, places):
    """A sentence on what lies among the submissions and is none; a student may be behind it."""
    names = [name for name in sorted(top.names()) if name not in places and not _ignored(name)]
    names = [readable(name) for name in names if name != METADATA]
    if names:
        more = f" and {len(names) - MAX_NAMED} more" if len(names) > MAX_NAMED else ""
        yield (
            f"not graded, since neither a folder nor a {', '.join(HANDED_IN)} file: "
            f"{', '.join(names[:MAX_NAMED])}{more}"
        )


def _ignored(name):
    return name.startswith(".") or name == "__MACOSX"


def _entries(places, metadata) -> tuple[Entry, ...]:
    names = sorted({*places, *metadata.submissions})
    folders = folder_names(names)
    shown = Counter(map(readable, names))
    return tuple(
        # Where two look the same, they are shown as their folders are called.
        _entry(
            name,
            readable(name) if shown[readable(name)] == 1 else folders[name],
            folders[name],
            places.get(name),
            metadata,
        )
        for name in names
    )


def _entry(name, shown, folder, place, metadata):
    known = metadata.submissions.get(name)
    if known is not None:
        return Entry(shown, folder, place, known.students, known.recorded)
    # Without metadata, the folder's name is all that says whose it is.
    students = () if metadata.submissions else (Student(pathlib.PurePath(shown).stem),)
    return Entry(shown, folder, place, students)
