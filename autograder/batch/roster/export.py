"""Gradescope's submission_metadata.yml. There is no official description: any value may be odd.

Its keys are Ruby symbols, which YAML reads as strings that begin with a colon. It is read in
a process of its own, within bounds: the names of a class are not worth the class.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ...core.untrusted import in_line
from ...core.words import many
from ...sandbox.bounded import Budget, Exceeded, Failed
from .names import readable
from .records import Student

METADATA = "submission_metadata.yml"
SECONDS, MEGABYTES = 300.0, 2048
MAX_STUDENTS = 100
UNREAD = "so names are missing"


@dataclass(frozen=True)
class Known:
    """What the metadata says of one submission."""

    students: tuple[Student, ...] = ()
    recorded: Mapping[str, Any] | None = None
    time: str = ""
    late: bool = False
    platform: str = ""


@dataclass(frozen=True)
class Metadata:
    """What the metadata says, by the name of the submission's folder; what was odd about it."""

    submissions: Mapping[str, Known] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


def parse_metadata(data: bytes) -> Metadata:
    """The metadata out of the file's bytes; what cannot be read is left out, with a warning."""
    try:
        return _metadata(Budget(SECONDS, megabytes=MEGABYTES).run(lambda: _read(data)))
    except (Exceeded, Failed):
        reason = "reading it takes more time or memory than there is"
        return Metadata(warnings=(f"{METADATA} cannot be read, {UNREAD}: {reason}",))


def known_of(metadata: Metadata, names: Collection[str]) -> Iterator[str]:
    """A sentence on whose names an export has, of the submissions with these names."""
    if not metadata.submissions:
        return
    known = [metadata.submissions[name] for name in names if name in metadata.submissions]
    if known:
        students = sum(len(one.students) for one in known)
        nobodys = len(names) - sum(bool(one.students) for one in known)
        rest = f"; of {nobodys} no student is known" if nobodys else ""
        yield (
            f"the names are those of Gradescope: {many(len(names), 'submission')} of "
            f"{many(students, 'student')}{rest}"
        )
    elif names:
        yield (
            f"{METADATA} names none of the {many(len(names), 'submission')} beside it, {UNREAD}: "
            "is it that of another assignment?"
        )


def _read(data):
    """The file as plain data, or a sentence on why there is none."""
    from .yaml_data import load

    try:
        raw = load(data)
    except MemoryError:
        raise
    except Exception as error:  # whatever the bytes provoke
        return f"{METADATA} cannot be read, {UNREAD}: {in_line(' '.join(str(error).split()))}"
    if not isinstance(raw, dict):
        return f"{METADATA} lists no submissions, {UNREAD}"
    return {_text(name): _known(fields) for name, fields in raw.items()}


def _metadata(read) -> Metadata:
    if isinstance(read, str):
        return Metadata(warnings=(read,))
    return Metadata(
        {
            name: Known(
                tuple(Student(*one) for one in known["students"]), known["recorded"], known["time"]
            )
            for name, known in read.items()
        }
    )


def _known(raw) -> dict[str, Any]:
    fields = _plain_keys(raw)
    submitters = fields.get("submitters")
    listed = submitters if isinstance(submitters, list) else [submitters]
    students = [_student(one) for one in listed[:MAX_STUDENTS] if isinstance(one, dict)]
    return {
        "students": list(filter(any, students)),
        "recorded": _recorded(fields),
        "time": readable(_time(fields.get("created_at"))),
    }


def _time(value) -> str:
    """When it was handed in: a text, or an object of Ruby's that holds one."""
    if isinstance(value, dict):
        value = next((one for one in value.values() if isinstance(one, str)), None)
    return _text(value)


def _student(raw) -> list[str]:
    fields = _plain_keys(raw)
    return [readable(_text(fields.get(name))) for name in ("name", "sid", "email")]


def _recorded(fields) -> dict[str, Any] | None:
    """The recorded results as a results document; None where there is no score."""
    results = _plain_keys(fields.get("results"))
    score = _first_number(results.get("score"), fields.get("score"))
    if score is None:
        return None
    tests = results.get("tests")
    rows = map(_recorded_row, tests if isinstance(tests, list) else [])
    extra = _plain_keys(results.get("extra_data"))
    return {
        "score": score,
        "tests": list(filter(None, rows)),
        "extra_data": {**_scalars(extra), "made_from": _scalars(extra.get("made_from"))},
    }


def _recorded_row(raw) -> dict[str, Any] | None:
    """A row that has a number and a score; None for any other."""
    fields = _plain_keys(raw)
    score = _first_number(fields.get("score"))
    number = readable(_text(fields.get("number")))
    if score is None or not number:
        return None
    return {
        "number": number,
        "name": readable(_text(fields.get("name"))),
        "score": score,
        "max_score": _first_number(fields.get("max_score"), score),
        "output": _text(fields.get("output")),
        "extra_data": _scalars(fields.get("extra_data")),
    }


def _first_number(*values) -> float | None:
    """The first of the values that is a finite number."""
    for value in values:
        if isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value):
            return float(value)
    return None


def _text(value) -> str:
    """A single value as text. What holds others is none: written out it could have no end."""
    return str(value) if isinstance(value, (str, int, float)) else ""


def _scalars(raw) -> dict[str, Any]:
    """What a mapping says in single values."""
    fields = _plain_keys(raw)
    return {key: one for key, one in fields.items() if isinstance(one, (str, int, float, bool))}


def _plain_keys(raw) -> dict[str, Any]:
    """A mapping with its keys without colons; empty for what is no mapping."""
    if not isinstance(raw, dict):
        return {}
    return {_text(key).removeprefix(":"): value for key, value in raw.items()}
