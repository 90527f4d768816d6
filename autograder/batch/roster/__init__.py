"""Whose submissions there are, and where: an export, a download, or any folder of submissions."""

from __future__ import annotations

import pathlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from ...intake.files import Unreadable
from .export import METADATA, UNREAD, Known, Metadata, known_of, parse_metadata
from .grouping import Group, groups, told
from .names import folder_names, readable, some_of
from .places import Files, InFolder, InZip, NoArchive, Place
from .records import Entry, Roster, Student
from .schemes import Scheme, recognised
from .single import is_class, is_ignored, is_single, parted_names
from .twins import repeated, username_after

HANDED_IN = (".zip", ".tar", ".tar.gz", ".tgz", ".py", ".ipynb")


class NoSubmissions(Exception):
    """There is nothing to grade at the path; the text says what was looked for."""


def read_roster(path: pathlib.Path) -> Roster:
    """All submissions at `path`: an export (zip or folder), or a folder of submissions.

    Names that a platform gave say which files belong to one student. Folders without an
    entry in the export's metadata are graded without a name, and entries without a
    folder stand in the roster without a place. Raises NoSubmissions.
    """
    try:
        top = _top(InZip.of(path) if path.is_file() else InFolder(path))
    except NoArchive as error:
        raise NoSubmissions(str(error)) from None
    except OSError as error:
        raise NoSubmissions(f"{path} cannot be read ({error.strerror})") from None
    if is_single(top):
        return _single(top, path)
    metadata = _metadata(top)
    places, known, notes = _submissions(top, metadata)
    if not places and not metadata.submissions:
        raise NoSubmissions(
            f"there are no submissions in {path}: give an export, or a folder with a folder, "
            "zip or notebook for each student"
        )
    entries = _entries(places, known)
    warnings = (*metadata.warnings, *known_of(metadata, places), *notes, *repeated(entries))
    return Roster(entries, warnings)


def _single(top, path) -> Roster:
    """The roster of one: what was given is a single student's folder."""
    name = readable(path.name) or "submission"
    entry = Entry(name, folder_names([name])[name], top, (Student(pathlib.PurePath(name).stem),))
    return Roster((entry,), (f"{name} was taken for the files of one student",))


def _metadata(top: Files) -> Metadata:
    """What an export says of its submissions; where it cannot be read, a warning says why."""
    if METADATA not in top.names():
        return Metadata()
    try:
        return parse_metadata(top.read(METADATA))
    except (OSError, Unreadable) as error:
        return Metadata(warnings=(f"{METADATA} cannot be read, {UNREAD}: {error}",))


def _top(place: Files) -> Files:
    """The folder that holds the submissions: an export or a download may be in one of its own."""
    names = _visible(place)
    folders = [name for name in names if place.is_folder(name)]
    if METADATA in names or len(folders) != 1 or any(map(_is_handed_in, names)):
        return place
    below = place.child(folders[0])
    if METADATA in below.names():
        return below
    alone = isinstance(place, InZip) and len(names) == 1
    is_around = alone or is_class(below) or recognised(_visible(below))
    return below if is_around and not recognised(names) else place


def _visible(top: Files) -> list[str]:
    return [name for name in sorted(top.names()) if not is_ignored(name)]


def _submissions(top, metadata) -> tuple[dict[str, Place], dict[str, Known], Sequence[str]]:
    """Each submission's place by its name, what is known of it, and what was odd."""
    names = _visible(top)
    found = None if METADATA in names else recognised(names)
    if found is None:
        places = _places(top, names)
        notes = (*_left_out(names, places), *parted_names(places))
        return places, dict(metadata.submissions) or _by_their_names(top, places), notes
    scheme, pieces = found
    students = groups(scheme, pieces)
    rest = [name for name in names if name not in {piece.name for piece in pieces}]
    others = _places(top, rest)
    places = {**others, **{group.name: group.place(top) for group in students}}
    known = {group.name: _known(group, scheme.platform) for group in students}
    return places, _by_their_names(top, others) | known, (
        told(scheme, students), *_strangers(scheme, others), *_left_out(rest, others)
    )  # fmt: skip


def _strangers(scheme: Scheme, others: Mapping[str, Place]) -> Iterator[str]:
    """A sentence on those that are graded, too, though the platform did not name them."""
    if others:
        yield (
            f"graded under their own names, which are not those of {scheme.platform}: "
            f"{some_of([readable(name) for name in others])}"
        )


def _known(group: Group, platform: str) -> Known:
    student = Student(readable(group.pieces[0].who), readable(group.pieces[0].sid))
    return Known((student,), time=group.time, late=group.late, platform=platform)


def _places(top: Files, names: Sequence[str]) -> dict[str, Place]:
    """Each submission's place by its name."""
    return {name: top.child(name) for name in names if top.is_folder(name) or _is_handed_in(name)}


def _is_handed_in(name: str) -> bool:
    return name.lower().endswith(HANDED_IN)


def _by_their_names(top, places) -> dict[str, Known]:
    """Without metadata, a folder's name is all that says whose it is."""
    clones = [name for name in places if top.is_folder(name) and _is_clone(top.child(name))]
    stems = {name: name if top.is_folder(name) else _without_ending(name) for name in places}
    return {
        name: Known((Student(readable(username_after(clones, stem))),))
        for name, stem in stems.items()
    }


def _without_ending(name):
    ending = max((one for one in HANDED_IN if name.lower().endswith(one)), key=len, default="")
    return name[: len(name) - len(ending)] or name


def _is_clone(folder):
    try:
        return ".git" in folder.names()
    except OSError:  # It may not be opened; whoever grades it hears why.
        return False


def _left_out(names: Sequence[str], places: Mapping[str, Place]) -> Iterator[str]:
    """A sentence on what lies among the submissions and is none; a student may be behind it."""
    names = [readable(name) for name in names if name not in places and name != METADATA]
    if names:
        yield (
            f"not graded, since neither a folder nor a {', '.join(HANDED_IN)} file: "
            f"{some_of(names)}"
        )


def _entries(places, known) -> tuple[Entry, ...]:
    names = sorted({*places, *known})
    folders = folder_names(names)
    shown = Counter(map(readable, names))
    return tuple(
        # Where two look the same, they are shown as their folders are called.
        _entry(
            readable(name) if shown[readable(name)] == 1 else folders[name],
            folders[name],
            places.get(name),
            known.get(name, Known()),
        )
        for name in names
    )


def _entry(shown, folder, place, known):
    return Entry(
        shown, folder, place, known.students, known.recorded, known.time, known.late, known.platform
    )
