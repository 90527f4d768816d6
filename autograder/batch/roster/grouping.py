"""From the names of a download to one submission for each student: the newest attempt."""

from __future__ import annotations

import contextlib
import pathlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...core.words import many
from .places import Files, Place, unpacked
from .schemes import Piece, Scheme


@dataclass(frozen=True)
class Together:
    """Files that lie apart and are one submission: each place, and where it belongs in there."""

    name: str
    parts: tuple[tuple[str, Place], ...]

    def files(self) -> Mapping[str, bytes]:
        found = {}
        for folder, place in self.parts:
            for path, data in place.files().items():
                found["/".join(filter(None, (folder, path)))] = data
        return found

    @contextlib.contextmanager
    def opened(self) -> Iterator[pathlib.Path]:
        with unpacked(self.name, self.files()) as path:
            yield path


@dataclass(frozen=True)
class Group:
    """A student's newest attempt: the names that belong to it, and those that it replaced."""

    pieces: tuple[Piece, ...]
    older: tuple[Piece, ...]

    @property
    def name(self) -> str:
        """Whose it is, with the platform's number."""
        first = self.pieces[0]
        return "_".join(filter(None, (first.who, first.sid)))

    @property
    def late(self) -> bool:
        return any(piece.late for piece in self.pieces)

    @property
    def time(self) -> str:
        """The time of the attempt; empty where the names do not tell."""
        return max(piece.time for piece in self.pieces)

    def place(self, top: Files) -> Together:
        """Where its files are."""
        own = [piece for piece in self.pieces if not _is_about(piece)]
        return Together(self.name, tuple((piece.file, top.child(piece.name)) for piece in own))


def _is_about(piece):
    """Blackboard puts a text of its own beside each attempt, which has no file's name."""
    return not piece.file and piece.name.endswith(".txt")


def groups(scheme: Scheme, pieces: Sequence[Piece]) -> list[Group]:
    """The submissions, a student each, in the order of their names."""
    students: dict[str, list[Piece]] = {}
    for piece in sorted(pieces, key=lambda piece: piece.attempt):
        students.setdefault(piece.key, []).append(piece)
    found = [_group(scheme, own) for own in students.values()]
    return sorted(found, key=lambda group: group.name)


def _group(scheme, pieces):
    """The newest attempt, or of each file the newest one."""
    if scheme.whole:
        newest = [piece for piece in pieces if piece.time == pieces[-1].time]
    else:
        by_file = {piece.file: piece for piece in pieces if piece.file}
        newest = [*by_file.values(), *(piece for piece in pieces if not piece.file)]
    older = tuple(piece for piece in pieces if piece not in newest)
    return Group(tuple(newest), older)


def told(scheme: Scheme, students: Sequence[Group]) -> str:
    """What was made of the names, for staff."""
    files = sum(len(group.pieces) for group in students)
    older = sum(len(group.older) for group in students)
    several = "one was" if older == 1 else "ones were"
    replaced = f"; {older} older {several} not graded" if older else ""
    return (
        f"the names are those of {scheme.platform}: {files} files or folders of "
        f"{many(len(students), 'student')}{replaced}"
    )
