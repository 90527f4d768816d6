"""From the verdicts on a question's checks to its status, its points and its words."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from ...core.homework import PACKAGE
from ...core.records import (
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
    Verdict,
)
from ...core.untrusted import complain, printable, shown
from .failures import RAISES, failure, raised_alike
from .hints import hint_of, kind_of
from .judges import NOT_LOOKED_AT
from .wording import show_raised

MAX_PRINTED = 2_000
MAX_PASSED = 180
YOURS = "is yours to write"
CANNOT_BE_JUDGED = "the answer cannot be judged"
TIME_IS_UP = "the time for the whole submission is used up"
MAX_OUTPUT = 20_000
OTHERWISE_RIGHT = 0.85
"""From this share on the answers are right but for something small, which fails no gate."""
OUTSIDE_ALL_FUNCTIONS = (
    "is there a loop or an experiment outside all functions? Put it under "
    '`if __name__ == "__main__":`.'
)

FULL_POINTS = "full points:"
BORROWED = (
    (BUGGY, "the bug is in your own {}", "the bugs are in your own {}"),
    (UNWRITTEN, "{} is still to be written", "{} are still to be written"),
    (MISSING, "{} was not handed in", "{} were not handed in"),
    (UNTRIED, "with a correct {} instead of yours", "with correct {} instead of yours"),
)

# All that a hidden question says of a failed check. Any other word could carry its inputs out.
HIDDEN_WORDS = {
    WRONG: "the answer is wrong",
    TODO: "the function is still to be written",
    BLOCKED: "it waits for another function that is still to be written",
    RAISED: "it raised an exception",
    TIMEOUT: "it took too long and was stopped",
    DIED: "its process ended",
    REFUSED: "the answer is not plain data",
}


def outcome_of(
    judged: Sequence[Judged], max_score: float, hidden: bool = False, hint: str = ""
) -> Outcome:
    """The outcome of a question. Points are the passed families' share of `max_score`.

    A family that fails costs its `least`, and a gate all where it decides. A `hidden`
    question's words are from a closed set. `hint` is that of a known mistake, and better than
    a judge's or a family's.
    """
    first_cases = _first_cases(judged)
    failed = [one for one in first_cases if not one.verdict.passed]
    if not failed:
        return Outcome(PASSED, max_score, max_score, _all_passed(judged))
    counted = [one for one in first_cases if not one.family.gate]
    total = sum(one.family.share for one in counted)
    passed = [one.family for one in counted if one.verdict.passed]
    earned = 0.0 if all(one.manners for one in passed) else sum(one.share for one in passed)
    decisive = _decisive(failed, earned / total)
    most = 1 - max((one.family.least for one in counted if not one.verdict.passed), default=0.0)
    score = 0.0 if decisive else round(max_score * min(earned / total, most), 2)
    first = (decisive or failed)[0]
    status = PARTIAL if score > 0 else first.verdict.status
    told = first_cases if earned else failed
    words = _hidden_words(failed) if hidden else _words(told, failed, first, bool(decisive))
    # A judge's own hint may be about the inputs. What is not written has no answer to look at.
    silent = hidden or status in (TODO, BLOCKED)
    hint = hint or ("" if silent else hint_of(first, judged))
    return Outcome(status, score, max_score, _fair(words), hint=hint)


def _decisive(failed, right):
    """The gates that take all: those that fail for how it is done, or with most answers right."""
    return [
        one
        for one in failed
        if one.family.gate and (one.verdict.decisive or right >= OTHERWISE_RIGHT)
    ]


def _first_cases(judged: Sequence[Judged]) -> list[Judged]:
    """For each family the first case that failed, or, where none did, its last one."""
    found: dict[int, Judged] = {}
    for one in judged:
        earlier = found.get(id(one.family))
        if earlier is None or earlier.verdict.passed:
            found[id(one.family)] = one
    return list(found.values())


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
    file, hint, missing = f"{PACKAGE}/{ask.module}.py", "", ""
    if hidden:
        words = f"{file}: {HIDDEN_WORDS[verdict.status]}"
    elif loaded.raised is not None:
        words = f"{file} cannot be imported:\nraised     {show_raised(loaded.raised)}"
        hint = verdict.hint
    elif loaded.kind == "missing":
        words, missing = f"there is no {file} in the submission: {ask.name} {YOURS} there", file
    elif loaded.reason == TIME_IS_UP:
        words = f"not graded: {loaded.reason}"
    elif loaded.kind == "timeout":
        words, hint = f"importing {file} took too long.", OUTSIDE_ALL_FUNCTIONS
    else:
        words = f"while {file} was imported, {loaded.reason}"
    return Outcome(verdict.status, 0.0, max_score, _fair(words), hint=hint, missing_file=missing)


def _fair(words):
    """Words of a fair length, without control characters."""
    cut = words if len(words) <= MAX_OUTPUT else words[:MAX_OUTPUT] + "\n..."
    return printable(cut)


def _all_passed(judged):
    return f"All {len(judged)} cases passed." if len(judged) > 1 else "The case passed."


def _hidden_words(failed):
    return "\n".join(dict.fromkeys(HIDDEN_WORDS[one.verdict.status] for one in failed))


def _words(judged, failed, first, decided):
    """What failed and how, `first` in full; then what passed."""
    groups: dict[str, list[Judged]] = {}
    for one in failed:
        groups.setdefault(kind_of(one.verdict.summary), []).append(one)
    passed = [one.family.title for one in judged if one.verdict.passed]
    alone = not passed and len({one.verdict.summary for one in failed}) == 1
    lines = []
    for group in sorted(groups.values(), key=lambda group: first not in group):
        if first in group:
            lines += _first_words(first, alone)
            group = [] if alone else _others(group, first)
        lines += _further_words(group, first)
    if decided:
        lines.insert(0, "No points as long as this fails, whatever else is correct:")
    return "\n".join([*lines, *([f"passed     {_briefly(passed)}"] if passed else [])])


def _briefly(titles):
    """As many of the titles as fit in two lines or so."""
    ends = itertools.accumulate(len(title) + 2 for title in titles)
    fitting = max(sum(end <= MAX_PASSED for end in ends), 1)
    more = [f"and {len(titles) - fitting} more"] if len(titles) > fitting else []
    return "; ".join([*titles[:fitting], *more])


def _others(group, first):
    """The failures beside the first; of those that wait for a stub, only what it has not said."""
    said = first.verdict.summary if first.verdict.summary.endswith(YOURS) else None
    return [one for one in group if one is not first and one.verdict.summary != said]


def _first_words(first, alone):
    summary = first.verdict.summary
    waits = summary.endswith(YOURS)
    line = summary if alone or waits else f"failed     {_listed([first])}: {summary}"
    return [line, *filter(None, [text_of(first.verdict)]), *_printed(first)]


def text_of(verdict: Verdict) -> str:
    """The details as a text; where an answer cannot be shown, none: the verdict stands."""
    try:
        return verdict.shown
    except Exception:
        complain()
        return ""


def _further_words(group, first):
    """A line for the checks that failed in the same way, without their details."""
    if not group:
        return []
    summaries = dict.fromkeys(one.verdict.summary for one in group)
    summary = next(iter(summaries))
    if summary.endswith(YOURS):
        return list(summaries)
    if summary == RAISES:
        summary = raised_alike([one.observation for one in group], first.observation)
    said = summary if len(summaries) == 1 else kind_of(summary)
    if said == NOT_LOOKED_AT:
        return [f"skipped    {_listed(group)}, since the answers are wrong"]
    return [f"failed     {_listed(group)}: {said}"]


def _listed(group):
    """The titles of families that failed, in quotes: many would read as claims."""
    titles = [f'"{one.family.title}"' for one in group]
    more = f", and {len(titles) - 3} more" if len(titles) > 4 else ""
    return ", ".join(titles[:3] if more else titles) + more


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
        words = f"{FULL_POINTS} {'; '.join(_reasons(causes))}"
    else:
        words = f"graded with a correct {' and '.join(names)} in place of yours:\n{outcome.output}"
    return outcome._replace(output=words)


def _reasons(causes):
    """Why others were used: a bug, or nothing there in which one could be."""
    for why, one, several in BORROWED:
        names = [cause.name for cause in causes if cause.why == why]
        if names:
            yield (one if len(names) == 1 else several).format(" and ".join(names))
