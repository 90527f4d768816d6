"""Judges: from an observation to a verdict. They run where the answers are, and are pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import wraps
from typing import Any

from ..answers import TOLERANCE
from ..records import (
    BLOCKED,
    DIED,
    PASSED,
    RAISED,
    REFUSED,
    TIMEOUT,
    TODO,
    WRONG,
    Ask,
    Observation,
    Raised,
    Verdict,
)
from ..untrusted import in_line, shown
from .compare import difference
from .fingerprints import fingerprint, which_parts
from .surroundings import hint_of_surroundings
from .wording import (
    show,
    show_call,
    show_difference,
    show_raised,
    summarize_difference,
)

Judge = Callable[[Observation], Verdict]

PASS = Verdict(PASSED)
NOT_LOOKED_AT = "not looked at, since the values are wrong"
STUB = re.compile(r"\A(\d+\.\d+) ([\w.]+) is yours to write")
# A file of the homework that another one imports. Of other packages, students hear why.
ABSENT = re.compile(r"No module named '(backprop\.\w+)'")


def wrong(summary: str, details: str = "", hint: str = "") -> Verdict:
    """A verdict on an answer that came back and is not right."""
    return Verdict(WRONG, summary, details, hint)


def plain_place(path) -> str:
    """A path into nested lists as Python would index it: `[0][1]`."""
    return "".join(f"[{step}]" if isinstance(step, int) else f" {step}" for step in path).strip()


def parameter_place(path, prefix="") -> str:
    """A path into [(W1, b1), …] in the lecture's names."""
    if len(path) < 2 or not all(isinstance(step, int) for step in path[:2]):
        return plain_place(path)
    return f"{prefix}{'W' if path[1] == 0 else 'b'}{path[0] + 1}{plain_place(path[2:])}"


def gradient_place(path) -> str:
    """A path into [(dW1, db1), …] in the lecture's names."""
    return parameter_place(path, "d")


def judge_returned(ask: Ask, judge_value: Callable[..., Verdict]) -> Judge:
    """A judge of the value that came back; all that prevents one is worded here."""

    @wraps(judge_value)
    def judge(observation: Observation) -> Verdict:
        if observation.kind != "returned":
            return failure(ask, observation)
        return judge_value(observation.value)

    return judge


def agrees(ask: Ask, expected, place=plain_place, tolerance=TOLERANCE) -> Judge:
    """The value that came back must be `expected`, within a relative error for each array."""

    def judge_value(value):
        found = difference(value, expected, tolerance)
        if found is None:
            return PASS
        where = place(found.path)
        return wrong(
            summarize_difference(found, where),
            show_difference(ask, found, where),
            _hint(ask, value, expected, found, tolerance, place),
        )

    return judge_returned(ask, judge_value)


def agrees_with_one(ask: Ask, answers: Sequence, place=plain_place, tolerance=TOLERANCE) -> Judge:
    """The value that came back must be one of several right ones."""
    judges = [agrees(ask, answer, place, tolerance) for answer in answers]

    def judge(observation: Observation) -> Verdict:
        verdicts = [judge(observation) for judge in judges]
        return next((verdict for verdict in verdicts if verdict.passed), verdicts[0])

    return judge


def _hint(ask, value, expected, found, tolerance, place):
    """What the wrong answer looks like, and which parts of it are right."""
    if found.kind != "value":
        return fingerprint(found, ask.inputs)

    def same(got, want):
        return difference(got, want, tolerance) is None

    hints = (fingerprint(found, ask.inputs), which_parts(value, expected, same, place))
    return " ".join(filter(None, hints))


def part_agrees(
    ask: Ask,
    name: str,
    pick: Callable[[Any], Any],
    expected,
    place=plain_place,
    tolerance=TOLERANCE,
) -> Judge:
    """A part of the value, which `pick` takes out of it, must be that of `expected`.

    The docstring names the parts of an answer; each is paid by itself.
    """
    agree = agrees(ask, pick(expected), place, tolerance)

    def judge(observation: Observation) -> Verdict:
        if observation.kind != "returned":
            return agree(observation)
        try:
            part = pick(observation.value)
        except (TypeError, ValueError, LookupError):
            details = f"{show_call(ask)}\nreturned   {show(observation.value)}"
            return wrong(f"there is no {name} in what was returned", details)
        return agree(replace(observation, value=part))

    return judge


def keeps_arguments(ask: Ask, judge_answer: Judge) -> Judge:
    """The answer must be right, and no argument may have changed."""

    def judge(observation: Observation) -> Verdict:
        verdict = judge_answer(observation)
        if verdict.status == WRONG:
            return wrong(NOT_LOOKED_AT)
        if not verdict.passed or not observation.changed:
            return verdict
        names = " and ".join(observation.changed)
        return wrong(
            "an argument was changed",
            f"{show_call(ask)}\nand afterwards {names} was no longer what it was.",
            "work on a copy: += and x[i] = ... write into the caller's array.",
        )

    return judge


def repeats(ask: Ask, expected, place=plain_place, tolerance=TOLERANCE) -> Judge:
    """Of two equal calls with another in between, both must answer `expected`."""
    first = item(ask, 0, expected, place, tolerance)
    second = item(ask, 1, expected, place, tolerance)
    kept = wrong(
        "the second call answers otherwise than the first",
        show_call(ask),
        "the first call is right, and the same call again is not: is something kept?",
    )

    def judge(observation: Observation) -> Verdict:
        verdict = first(observation)
        if not verdict.passed:
            return wrong(NOT_LOOKED_AT) if verdict.status == WRONG else verdict
        return PASS if second(observation).passed else kept

    return judge


def refuses(ask: Ask, judge_good: Judge, judge_message: Callable[[str], Verdict]) -> Judge:
    """Of {"good": answer, "refused": text}, the answer must be right, and there must be a text.

    It is that of the ValueError that is wanted for bad arguments.
    """

    def judge_value(value):
        if type(value) is not dict or value.keys() != {"good", "refused"}:
            return wrong(NOT_LOOKED_AT)
        good = judge_good(Observation("returned", value=value["good"]))
        if not good.passed:
            return wrong(NOT_LOOKED_AT)
        if not isinstance(value["refused"], str):
            return wrong("no ValueError was raised", f"{show_call(ask)}\nexpected   a ValueError")
        return judge_message(value["refused"])

    return judge_returned(ask, judge_value)


def failure(ask: Ask, observation: Observation) -> Verdict:
    """The verdict on a call that brought no value back."""
    if observation.kind == "raised" and observation.raised is not None:
        return _exception(ask, observation.raised)
    called = show_call(ask)
    if observation.kind == "missing":
        return Verdict(TODO, "it is not there", f"missing    {shown(observation.reason)}")
    if observation.kind == "refused":
        details = f"{called}\nreturned   {shown(observation.reason)}"
        return Verdict(REFUSED, "the answer is no plain data", details, _refused_hint())
    if observation.kind == "timeout":
        hint = "is there a loop that never ends, or far more work than needed?"
        return Verdict(TIMEOUT, "it took too long and was stopped", called, hint)
    return Verdict(DIED, in_line(observation.reason), called)


def _refused_hint():
    return "return numbers, NumPy arrays of float64, or lists and tuples of them."


def _exception(ask, raised: Raised):
    absent = ABSENT.fullmatch(raised.message) if raised.type == "ModuleNotFoundError" else None
    if absent:
        file = absent[1].replace(".", "/")
        return Verdict(BLOCKED, f"waits for {file}.py, which was not handed in")
    stub = STUB.fullmatch(raised.message) if raised.type == "NotImplementedError" else None
    if stub is None:
        details = f"{show_call(ask)}\nraised     {show_raised(raised)}"
        return Verdict(RAISED, "it raised an exception", details, hint_of_surroundings(raised))
    if stub[2].partition(".")[0] == ask.name:
        return Verdict(TODO, f"{stub[0]}")
    return Verdict(BLOCKED, f"waits for {stub[1]} {stub[2]}, which is yours to write")


def item(ask: Ask, index: int, expected, place=plain_place, tolerance=TOLERANCE) -> Judge:
    """Of a pair that came back, the part at `index` must be `expected`."""
    agree = agrees(ask, expected, place, tolerance)

    def judge(observation: Observation) -> Verdict:
        value = observation.value
        if observation.kind == "returned":
            if not isinstance(value, (list, tuple)) or len(value) != 2:
                details = f"{show_call(ask)}\nreturned   {show(value)}\nexpected   two things"
                return wrong("what came back is no pair", details)
            observation = replace(observation, value=value[index])
        return agree(observation)

    return judge
