"""How many submissions are graded in a time; one over the limit keeps the earlier score.

All is computed from the times at which submissions came, never from the clock:
a regrade comes to the same.
"""

from __future__ import annotations

import datetime
import math
from typing import Any

from ..core.settings import VISIBILITIES, Settings
from .metadata import Earlier, Metadata

TEXT = ("name", "number", "output", "output_format")
ENTRY = ("name", "value", "order")
POINTS = ("score", "max_score")
ONE_OF = {"status": ("passed", "failed"), "visibility": VISIBILITIES}


def over_limit(metadata: Metadata, settings: Settings) -> dict[str, Any] | None:
    """The results.json of a submission over the limit; None for one that is to be graded.

    Where nothing was graded before, or the times are not known, the submission is
    graded. One that earned nothing, such as a wrong file, does not count.
    """
    if settings.limit is None or metadata.at is None:
        return None
    submissions, hours = settings.limit
    span = datetime.timedelta(hours=hours)
    counted = graded_times([one.at for one in metadata.earlier if one.score], submissions, span)
    recent = [at for at in counted if at > metadata.at - span]
    scored = [one for one in metadata.earlier if one.score is not None]
    if len(recent) < submissions or not scored:
        return None
    next_at = _whole_minute_after((recent[-submissions] + span).astimezone(metadata.at.tzinfo))
    return _kept(scored[-1], settings, next_at)


def graded_times(
    times: list[datetime.datetime], submissions: int, span: datetime.timedelta
) -> list[datetime.datetime]:
    """Those of the times, in order, at which a submission was graded and not over the limit."""
    counted: list[datetime.datetime] = []
    for at in times:
        if sum(earlier > at - span for earlier in counted) < submissions:
            counted.append(at)
    return counted


def _kept(earlier: Earlier, settings, next_at):
    submissions, hours = settings.limit
    stays = f"Your score of {earlier.score:g} stays" if settings.shows_all else "Your score stays"
    were = "1 submission is" if submissions == 1 else f"{submissions} submissions are"
    return {
        "score": earlier.score,
        "execution_time": 0,
        "output": f"This submission was not graded: {were} graded in any {hours:g} hours. "
        f"{stays}.\n\n"
        f"One that you hand in from {next_at:%d %B, %H:%M} (UTC{next_at:%z}) on is graded.\n\n"
        "Below are the results of your last graded submission, where they are known.",
        "output_format": "text",
        "stdout_visibility": "hidden",
        "extra_data": {"over_limit": True},
        "tests": _rows(earlier.results),
        **_leaderboard(earlier.results),
    }


def _leaderboard(results):
    """The entries of an earlier results.json, as far as they have the form of ours."""
    entries = results.get("leaderboard") if isinstance(results, dict) else None
    if not isinstance(entries, list) or not all(map(_is_entry, entries)):
        return {}
    return {"leaderboard": [{key: entry[key] for key in ENTRY} for entry in entries]}


def _is_entry(entry):
    return (
        isinstance(entry, dict)
        and isinstance(entry.get("name"), str)
        and type(entry.get("value")) in (int, float)
        and math.isfinite(entry["value"])
        and entry.get("order") in ("asc", "desc")
    )


def _whole_minute_after(at):
    return (at + datetime.timedelta(seconds=59)).replace(second=0)


def _rows(results):
    """The rows of an earlier results.json; none where one has not the form of ours."""
    tests = results.get("tests") if isinstance(results, dict) else None
    if not isinstance(tests, list) or not all(map(_is_row, tests)):
        return []
    return [{key: row[key] for key in (*TEXT, *POINTS, *ONE_OF, "extra_data")} for row in tests]


def _is_row(row):
    return (
        isinstance(row, dict)
        and all(isinstance(row.get(key), str) for key in TEXT)
        and all(type(row.get(key)) in (int, float) and math.isfinite(row[key]) for key in POINTS)
        and all(row.get(key) in allowed for key, allowed in ONE_OF.items())
        and isinstance(row.get("extra_data"), dict)
    )
