"""submission_metadata.json, read defensively: it may be absent, empty or odd."""

from __future__ import annotations

import datetime
import json
import math
import os
import re
from dataclasses import dataclass
from typing import Any

MAX_BYTES = 64 * 2**20


@dataclass(frozen=True)
class Earlier:
    """An earlier submission: when it came, its score, and its results where they are known."""

    at: datetime.datetime
    score: float | None
    results: Any = None


@dataclass(frozen=True)
class Metadata:
    """When the submission came, and the earlier ones in their order. `at` None: not known."""

    at: datetime.datetime | None = None
    earlier: tuple[Earlier, ...] = ()


def read_metadata(path: str | os.PathLike[str]) -> Metadata:
    """What the file says; what it doesn't say, or says oddly, counts as not known."""
    try:
        with open(path, "rb") as file:
            document = json.loads(file.read(MAX_BYTES), parse_constant=_refuse)
    except (OSError, ValueError, RecursionError):
        return Metadata()
    document = _as(dict, document)
    at = when(document.get("created_at"))
    earlier = map(_earlier, _as(list, document.get("previous_submissions")))
    known = [one for one in earlier if one is not None and (at is None or one.at < at)]
    return Metadata(at, tuple(sorted(known, key=lambda one: one.at)))


def _refuse(constant):
    raise ValueError(f"{constant} is no JSON")


def _earlier(entry):
    """An earlier submission that was graded; None where that failed or nothing is known."""
    entry = _as(dict, entry)
    at = when(entry.get("submission_time"))
    if at is None or entry.get("autograder_error"):
        return None
    return Earlier(at, _score(entry.get("score")), entry.get("results"))


def _as(kind, value):
    return value if isinstance(value, kind) else kind()


def _score(value):
    try:
        score = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return score if math.isfinite(score) and score >= 0 else None


def when(text: Any) -> datetime.datetime | None:
    """A moment as ISO 8601 with its offset, or None. Fractions may have any length."""
    if not isinstance(text, str):
        return None
    found = re.fullmatch(r"([\d-]+[T ][\d:]+)(?:\.\d+)?\s*(Z|[+-]\d\d:?\d\d)", text.strip())
    if not found:
        return None
    moment, offset = found.groups()
    offset = "+00:00" if offset == "Z" else f"{offset[:3]}:{offset[-2:]}"
    try:
        return datetime.datetime.fromisoformat(moment + offset)
    except ValueError:
        return None
