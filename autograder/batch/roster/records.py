"""Who handed in what: what passes from the roster to grading and reports. All of it is frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .places import Place


@dataclass(frozen=True)
class Student:
    """Who handed in, as the platform knows them; what it does not say is empty."""

    name: str = ""
    sid: str = ""
    email: str = ""


@dataclass(frozen=True)
class Entry:
    """One submission.

    `name` is its name in the export or folder, for people; `folder` is a name that
    is safe for a folder of results, and no other entry's. Without `place` no files
    were found. `students` are all who handed it in together. `recorded` is the
    results document that the export holds, where it holds one. `time` is when it was
    handed in, and `late` whether that was too late; empty where nothing says so.
    `platform` is the one whose names these are: each `sid` is then its own number of the
    student; empty where it is the institution's.
    """

    name: str
    folder: str
    place: Place | None
    students: tuple[Student, ...] = ()
    recorded: Mapping[str, Any] | None = None
    time: str = ""
    late: bool = False
    platform: str = ""

    @property
    def called(self) -> str:
        """Whose it is, for people: the students' names, or else the submission's."""
        names = [student.name or student.email or student.sid for student in self.students]
        return ", ".join(filter(None, names)) or self.name


@dataclass(frozen=True)
class Roster:
    """All submissions, in the order of their names, and what was odd about the list."""

    entries: tuple[Entry, ...]
    warnings: tuple[str, ...] = ()
