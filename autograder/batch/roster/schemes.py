"""How platforms name what they hand over: who, which file, which attempt, late or not.

A name is matched whole, and no pattern tries a character more often than a few times,
however long a name is.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from ...intake.names import module_meant


@dataclass(frozen=True)
class Piece:
    """One name of a download: whose it is, which of the student's files, and of which attempt.

    `key` tells students apart, `attempt` sorts what one of them handed in, and `file`
    is the student's own name for it; empty for a folder that holds everything.
    """

    name: str
    key: str
    who: str
    sid: str
    file: str
    attempt: tuple[str, int, int] = ("", 0, 0)
    late: bool = False
    time: str = ""


@dataclass(frozen=True)
class Scheme:
    """A platform's way to name files. `times` are the ways to read the group `time` (strptime).

    `whole` says that an attempt replaces all earlier ones, and not only files of the same name;
    `versions`, that `sgd-1.py` is the second one that was called `sgd.py`.
    """

    platform: str
    pattern: re.Pattern[str]
    times: tuple[str, ...] = ()
    whole: bool = False
    versions: bool = False

    def piece(self, name: str) -> Piece | None:
        """What a name says; None for one of another kind."""
        found = self.pattern.fullmatch(name)
        return None if found is None else self._piece(name, found.groupdict(""))

    def _piece(self, name, parts) -> Piece:
        time = _iso(parts.get("time", ""), self.times)
        sid = parts.get("sid", "")
        file = parts.get("typed") or parts.get("file", "")
        version = VERSION.search(file) if self.versions else None
        return Piece(
            name,
            sid or parts["who"],
            parts["who"],
            sid,
            file[: version.start()] + file[version.end() :] if version else file,
            (time, int(parts.get("order") or 0), int(version[1]) if version else 0),
            bool(parts.get("late")),
            time,
        )


SCHEMES = (
    Scheme(
        "Canvas",
        re.compile(
            r"\A(?P<who>[^_]+)(?P<late>_LATE)?_(?P<sid>\d{1,20})_"
            r"(?:(?P<order>\d{3,20})_(?P<file>.+)|(?P<typed>text\.html|link\.html))"
        ),
        versions=True,
    ),
    Scheme(
        "Canvas, anonymous",
        re.compile(
            r"\A(?P<who>anon_[0-9A-Za-z]{1,20})(?P<late>_LATE)?_"
            r"(?:(?P<order>\d{3,20})_(?P<file>.+)|(?P<typed>text\.html|link\.html))"
        ),
        versions=True,
    ),
    Scheme(
        "Moodle",
        re.compile(
            r"\A(?P<who>.+)_(?P<sid>\d{1,20})_assignsubmission_(?:[a-z]{1,40})_?(?P<file>.*)"
        ),
    ),
    Scheme(
        "Blackboard",
        re.compile(
            r"\A.+_(?P<who>[^_]+)_attempt_(?P<time>\d{4}(?:-\d\d){5})(?:_(?P<file>.+)|(?P<about>\.txt))?"
        ),
        times=("%Y-%m-%d-%H-%M-%S",),
        whole=True,
    ),
    Scheme(
        "Brightspace",
        re.compile(
            r"\A(?P<sid>\d{1,20})-\d{1,20} - (?P<who>.+) - "
            r"(?P<time>(?:[A-Z][a-z]{2,8} \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}), "
            r"\d{4} \d{3,4}(?: [AP]M)?)(?: - (?P<file>.+))?"
        ),
        times=("%b %d %Y %I%M %p", "%d %b %Y %I%M %p", "%b %d %Y %H%M", "%d %b %Y %H%M"),
        whole=True,
    ),
)
HOUR = re.compile(r"( \d{4}) (\d{3})\b")
MONTH = re.compile(r"\b([A-Z][a-z]{2})[a-z]+")
VERSION = re.compile(r"-(\d{1,3})(?=(?:\.[A-Za-z0-9]{1,10})?$)")


def _iso(text, forms):
    """A time as people and spreadsheets read it; what is no time stays as it is."""
    # strptime wants two digits of the hour, and months have their first three letters.
    plain = HOUR.sub(r"\1 0\2", MONTH.sub(r"\1", text.replace(",", "")))
    for form in forms:
        with contextlib.suppress(ValueError):
            return datetime.strptime(plain, form).isoformat(sep=" ")
    return text


def recognised(names: Collection[str]) -> tuple[Scheme, Sequence[Piece]] | None:
    """The platform that gave most of these names, and what they say; None where none did."""
    found = [(scheme, [piece for name in names if (piece := scheme.piece(name))])
             for scheme in SCHEMES]  # fmt: skip
    scheme, pieces = max(found, key=lambda one: len(one[1]))
    return (scheme, pieces) if _is_convincing(pieces, names) else None


def _is_convincing(pieces, names):
    """Most names are of this kind, and not all of one student with files that nobody asked for."""
    alone = len(pieces) > 1 and len({piece.key for piece in pieces}) == 1
    asked = all(not piece.file or module_meant(piece.file) or piece.time for piece in pieces)
    return 2 * len(pieces) > len(names) and (not alone or asked)
