"""Gradescope's submission_metadata.yml. There is no official description: any value may be odd.

Its keys are Ruby symbols, which YAML reads as strings that begin with a colon.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .names import readable
from .records import Student

METADATA = "submission_metadata.yml"


@dataclass(frozen=True)
class Known:
    """What the metadata says of one submission."""

    students: tuple[Student, ...] = ()
    recorded: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Metadata:
    """What the metadata says, by the name of the submission's folder; what was odd about it."""

    submissions: Mapping[str, Known] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


def parse_metadata(data: bytes) -> Metadata:
    """The metadata out of the file's bytes; what cannot be read is left out, with a warning."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        raw = yaml.load(data, loader)
    except Exception as error:  # A date that is none ends in ValueError, and so on.
        reason = " ".join(str(error).split())[:200]
        return Metadata(warnings=(f"{METADATA} cannot be read, so names are missing: {reason}",))
    if not isinstance(raw, dict):
        return Metadata(warnings=(f"{METADATA} lists no submissions, so names are missing",))
    return Metadata({str(name): _known(fields) for name, fields in raw.items()})


def _known(raw) -> Known:
    fields = _plain_keys(raw)
    submitters = fields.get("submitters")
    listed = submitters if isinstance(submitters, list) else [submitters]
    students = tuple(_student(one) for one in listed if isinstance(one, dict))
    return Known(tuple(filter(_is_somebody, students)), _recorded(fields))


def _student(raw) -> Student:
    fields = _plain_keys(raw)
    return Student(*(readable(fields.get(name)) for name in ("name", "sid", "email")))


def _is_somebody(student):
    return student != Student()


def _recorded(fields) -> Mapping[str, Any] | None:
    """The recorded results as a results document; None where there is no score."""
    results = _plain_keys(fields.get("results"))
    score = _first_number(results.get("score"), fields.get("score"))
    if score is None:
        return None
    tests = results.get("tests")
    rows = map(_recorded_row, tests if isinstance(tests, list) else [])
    extra = _plain_keys(results.get("extra_data"))
    return {"score": score, "tests": list(filter(None, rows)), "extra_data": extra}


def _recorded_row(raw) -> dict[str, Any] | None:
    """A row that has a number and a score; None for any other."""
    fields = _plain_keys(raw)
    score = _first_number(fields.get("score"))
    if score is None or not fields.get("number"):
        return None
    return {
        "number": readable(fields["number"]),
        "name": readable(fields.get("name")),
        "score": score,
        "max_score": _first_number(fields.get("max_score"), score),
        "output": str(fields.get("output") or ""),
        "extra_data": _plain_keys(fields.get("extra_data")),
    }


def _first_number(*values) -> float | None:
    for value in values:
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return float(value)
    return None


def _plain_keys(raw) -> dict[str, Any]:
    """A mapping with its keys without colons; empty for what is no mapping."""
    if not isinstance(raw, dict):
        return {}
    return {str(key).removeprefix(":"): value for key, value in raw.items()}
