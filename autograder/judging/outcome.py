"""From the verdicts on a question's checks to its status, its points and its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..records import (
    BLOCKED,
    BUGGY,
    DIED,
    MISSING,
    PARTIAL,
    PASSED,
    RAISED,
    REFUSED,
    TIMEOUT,
    TODO,
    UNTRIED,
    UNWRITTEN,
    WRONG,
    Ask,
    Cause,
    Judged,
    Observation,
    Outcome,
)
from ..untrusted import printable, shown
from .judges import failure
from .wording import show_raised

MAX_PRINTED = 2_000
YOURS = "is yours to write"
CANNOT_BE_JUDGED = "the answer cannot be judged"
TIME_IS_UP = "the time for the whole submission is used up"
MAX_OUTPUT = 20_000
OUTSIDE_ALL_FUNCTIONS = (
    "is there a loop or an experiment outside all functions? Put it under "
    '`if __name__ == "__main__":`.'
)

BORROWED = (
    (BUGGY, "the bug is in your own {}", "the bugs are in your own {}"),
    (UNWRITTEN, "{} is still to be written", "{} are still to be written"),
    (MISSING, "{} was not handed in", "{} were not handed in"),
    (UNTRIED, "with a correct {} instead of yours", "with correct {} instead of yours"),
)

# All that a hidden question says of a check that failed. Every other word could
# carry its inputs out: an exception's text, a printed line, the size of an error.
HIDDEN_WORDS = {
    WRONG: "the answer is wrong",
    TODO: "the function is still to be written",
    BLOCKED: "it waits for another function that is still to be written",
    RAISED: "it raised an exception",
    TIMEOUT: "it took too long and was stopped",
    DIED: "its process ended",
    REFUSED: "the answer is no plain data",
}


def outcome_of(
    judged: Sequence[Judged], max_score: float, hidden: bool = False, hint: str = ""
) -> Outcome:
    """The outcome of a question. Points are the passed checks' share of `max_score`.

    Where an essential check fails there are none. A `hidden` question's words
    are from a closed set. `hint` is that of a known mistake, and better than a
    judge's own.
    """
    failed = [one for one in judged if not one.verdict.passed]
    if not failed:
        return Outcome(PASSED, max_score, max_score, _all_passed(judged))
    decisive = [one for one in failed if one.check.essential]
    total = sum(one.check.share for one in judged)
    earned = sum(one.check.share for one in judged if one.verdict.passed)
    score = 0.0 if decisive else round(max_score * earned / total, 2)
    first = failed[0]
    status = PARTIAL if score > 0 else (decisive or failed)[0].verdict.status
    words = _hidden_words(failed) if hidden else _words(judged, failed, first)
    # A judge's own hint may be about the inputs.
    hint = hint or ("" if hidden else first.verdict.hint)
    return Outcome(status, score, max_score, _fair(words), hint=hint)


def unjudged(max_score: float) -> Outcome:
    """The outcome of a question whose answers make the grader fail: what cannot be judged."""
    return Outcome(REFUSED, 0.0, max_score, CANNOT_BE_JUDGED)


def outcome_of_import(
    ask: Ask, loaded: Observation, max_score: float, hidden: bool = False
) -> Outcome:
    """The outcome of a question whose file cannot even be imported.

    Nothing of the question has reached the file yet, so its own words tell nothing.
    """
    verdict = failure(ask, loaded)
    file, hint = f"backprop/{ask.module}.py", ""
    if hidden:
        words = f"{file}: {HIDDEN_WORDS[verdict.status]}"
    elif loaded.raised is not None:
        words = f"{file} cannot be imported:\nraised     {show_raised(loaded.raised)}"
        hint = verdict.hint
    elif loaded.kind == "missing":
        words = f"there is no {file} in the submission: {ask.name} is yours to write there"
    elif loaded.reason == TIME_IS_UP:
        words = f"not graded: {loaded.reason}"
    elif loaded.kind == "timeout":
        words, hint = f"importing {file} took too long.", OUTSIDE_ALL_FUNCTIONS
    else:
        words = f"while {file} was imported, {loaded.reason}"
    return Outcome(verdict.status, 0.0, max_score, _fair(words), hint=hint)


def _fair(words):
    """Words of a fair length, without control characters."""
    cut = words if len(words) <= MAX_OUTPUT else words[:MAX_OUTPUT] + "\n..."
    return printable(cut)


def _all_passed(judged):
    return f"All {len(judged)} checks passed." if len(judged) > 1 else "The check passed."


def _hidden_words(failed):
    return "\n".join(dict.fromkeys(HIDDEN_WORDS[one.verdict.status] for one in failed))


def _words(judged, failed, first):
    """What failed and how, the first failure in full; then what passed."""
    groups: dict[str, list[Judged]] = {}
    for one in failed:
        groups.setdefault(_kind(one.verdict.summary), []).append(one)
    passed = [one.check.title for one in judged if one.verdict.passed]
    alone = not passed and len({one.verdict.summary for one in failed}) == 1
    lines = []
    for group in groups.values():
        if first in group:
            lines += _first_words(first, alone)
            group = [] if alone else _others(group, first)
        lines += _further_words(group)
    essential = [one.check.title for one in failed if one.check.essential]
    if essential and first.verdict.status not in (TODO, BLOCKED):
        lines.append(f"The question earns no points as long as this fails: {'; '.join(essential)}")
    return "\n".join([*lines, *([f"passed     {'; '.join(passed)}"] if passed else [])])


def _others(group, first):
    """The failures beside the first; of those that wait for a stub, only what it has not said."""
    said = first.verdict.summary if first.verdict.summary.endswith(YOURS) else None
    return [one for one in group if one is not first and one.verdict.summary != said]


def _kind(summary):
    """A summary without the size of the error."""
    return re.sub(r" by [\d.e+-]+ relative", "", summary)


def _first_words(first, alone):
    summary = first.verdict.summary
    waits = summary.endswith(YOURS)
    line = summary if alone or waits else f"failed     {first.check.title}: {summary}"
    details = [first.verdict.details] if first.verdict.details else []
    return [line, *details, *_printed(first)]


def _further_words(group):
    """A line for the checks that failed in the same way, without their details."""
    if not group:
        return []
    summaries = dict.fromkeys(one.verdict.summary for one in group)
    summary = next(iter(summaries))
    if summary.endswith(YOURS):
        return list(summaries)
    said = summary if len(summaries) == 1 else _kind(summary)
    return [f"failed     {_listed([one.check.title for one in group])}: {said}"]


def _listed(titles):
    more = f"; and {len(titles) - 3} more" if len(titles) > 4 else ""
    return "; ".join(titles[:3] if more else titles) + more


def _printed(judged):
    text = judged.observation.printed.strip()
    if not text:
        return []
    return [f"printed    {shown(text, MAX_PRINTED)}"]


def outcome_with_borrowed(outcome: Outcome, causes: Sequence[Cause]) -> Outcome:
    """The outcome of a question that was graded with correct functions in place of some others.

    Where one of them is that of a question that is not shown, nothing is told of it.
    """
    names = [cause.name for cause in causes]
    if not all(names):
        return outcome
    if outcome.status == PASSED:
        words = f"full points: {'; '.join(_reasons(causes))}"
    else:
        words = f"graded with a correct {' and '.join(names)} in place of yours:\n{outcome.output}"
    return replace(outcome, output=words)


def _reasons(causes):
    """Why others were used: a bug, or nothing there in which one could be."""
    for why, one, several in BORROWED:
        names = [cause.name for cause in causes if cause.why == why]
        if names:
            yield (one if len(names) == 1 else several).format(" and ".join(names))
