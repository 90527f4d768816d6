"""Judges: from an observation to a verdict. They run where the answers are, and are pure."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np

from ...core.answers import TOLERANCE
from ...core.records import PASSED, WRONG, Ask, Observation, Verdict
from .compare import as_returned, difference
from .failures import failure
from .fingerprints import fingerprint, in_general, which_parts
from .numbers import show
from .wording import show_call, show_difference, summarize_difference

Judge = Callable[[Observation], Verdict]

PASS = Verdict(PASSED)
NOTHING = (
    "what comes back is None, which is what a function without a `return` gives: is one missing, "
    "at its end or in a branch?"
)
NOT_LOOKED_AT = "not looked at, since the answers are wrong"


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

    def judge(observation: Observation) -> Verdict:
        if observation.kind != "returned":
            return failure(ask, observation)
        verdict = judge_value(observation.value)
        if observation.value is None and not verdict.passed:
            return verdict._replace(hint=NOTHING)
        return verdict

    return judge


def agrees(
    ask: Ask, expected, place=plain_place, tolerance=TOLERANCE, names: Sequence[str] = ()
) -> Judge:
    """The value that came back must be `expected`, within a relative error for each array.

    `names` are those of an array's numbers, where nothing that was returned is one.
    """
    compare = partial(_compared, ask, names=names)
    return judge_returned(ask, lambda value: compare(value, expected, place, tolerance))


def _compared(ask, value, expected, place, tolerance, whole=lambda found: found, names=()):
    """A verdict on a value; where it is a view of an answer, the `whole` one is described."""
    found = difference(value, expected, tolerance)
    if found is None:
        return PASS
    where, shown = place(found.path), whole(found)

    def same(got, want):
        return difference(got, want, tolerance) is None

    def details():
        text = show_difference(ask, shown, where, names)
        right = which_parts(value, expected, same, place)
        if not right:
            return text
        compared = text.rpartition("\n")[2].startswith(("look at", "which is"))
        return f"{text}; {right}" if compared else f"{text}\nof these   {right}"

    return Verdict(
        WRONG,
        summarize_difference(found, where),
        details,
        fingerprint(shown, ask.inputs),
        general=in_general(shown),
    )


def part_agrees(
    ask: Ask,
    name: str,
    pick: Callable[[Any], Any],
    expected,
    place=plain_place,
    tolerance=TOLERANCE,
    elsewhere: Sequence[Callable[[Any], Any]] = (),
) -> Judge:
    """A part of the value, which `pick` takes out of it, must be that of `expected`.

    The docstring names the parts of an answer; each is paid by itself. It may also be where
    one of `elsewhere` finds it: that it should not be there is charged by another family. What
    is picked of an array is a view of it, such as its diagonal: what is shown is the array that
    was returned.
    """
    part = pick(expected)
    is_view = isinstance(expected, np.ndarray)

    def is_found(value) -> bool:
        for one in elsewhere:
            with contextlib.suppress(TypeError, ValueError, LookupError):
                if difference(one(value), part, tolerance) is None:
                    return True
        return False

    def judge_value(value):
        if is_found(value):
            return PASS
        try:
            picked = pick(value)
        except (TypeError, ValueError, LookupError):
            if is_view:
                return _compared(ask, value, expected, plain_place, tolerance)
            details = f"{show_call(ask)}\nreturned   {show(value)}"
            return wrong(f"there is no {name} in what was returned", details)
        if is_view:
            whole = partial(as_returned, value, expected)
            return _compared(ask, picked, part, plain_place, tolerance, whole)
        return _compared(ask, picked, part, lambda path: place(path) or name, tolerance)

    return judge_returned(ask, judge_value)


def has_form(ask: Ask, expected, place=plain_place) -> Judge:
    """What came back has the types, lengths and shapes of `expected`, whatever its numbers are."""
    return agrees(ask, expected, place, tolerance=float("inf"))


def returns(ask: Ask) -> Judge:
    """Something must come back, whatever it is."""
    return judge_returned(ask, lambda value: PASS)


COPY = (
    "is there a +=, -=, x[i] = ..., sort(), reverse() or pop() in your code that changes what the "
    "caller has? Work on a copy, as np.array(x) and list(x) make one."
)


def keeps_arguments(ask: Ask) -> Judge:
    """Something must come back, whatever it is, and no argument may have changed."""
    came = returns(ask)

    def judge(observation: Observation) -> Verdict:
        verdict = came(observation)
        if not verdict.passed or not observation.changed:
            return verdict
        names = " and ".join(observation.changed)
        return wrong(
            "an argument was changed",
            f"{show_call(ask)}\nafter the call, {names} had changed.",
            COPY,
        )

    return judge


def _kept(ask):
    return wrong(
        "the second call answers otherwise than the first",
        show_call(ask),
        "the first call is right, and the same call again is not: is something kept?",
    )


def repeats(ask: Ask, expected, place=plain_place, tolerance=TOLERANCE) -> Judge:
    """Of two equal calls with another in between, both must answer `expected`, or both the same."""
    alone = ask._replace(script=None)
    first, second = (item(alone, index, expected, place, tolerance) for index in (0, 1))

    def judge(observation: Observation) -> Verdict:
        verdict = first(observation)
        if verdict.passed:
            return PASS if second(observation).passed else _kept(ask)
        if verdict.status != WRONG:
            return verdict
        with contextlib.suppress(TypeError, ValueError):  # There are two, and of numbers.
            one, other = observation.value
            if difference(one, other, tolerance) is None:
                return PASS
        return wrong(NOT_LOOKED_AT)

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


def refused_alike(one, other) -> bool:
    """Whether two answers of this form agree but for the words of their ValueErrors."""
    return (one["refused"] is None) == (other["refused"] is None) and (
        difference(one["good"], other["good"]) is None
    )


def item(ask: Ask, index: int, expected, place=plain_place, tolerance=TOLERANCE) -> Judge:
    """Of a pair that came back, the part at `index` must be `expected`."""
    agree = agrees(ask, expected, place, tolerance)

    def judge(observation: Observation) -> Verdict:
        value = observation.value
        if observation.kind == "returned":
            if not isinstance(value, (list, tuple)) or len(value) != 2:
                details = f"{show_call(ask)}\nreturned   {show(value)}\nexpected   two things"
                return wrong("what was returned is not a pair", details)
            observation = observation._replace(value=value[index])
        return agree(observation)

    return judge
