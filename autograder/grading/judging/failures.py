"""Verdicts on calls that returned no value."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...core.homework import PACKAGE
from ...core.records import (
    BLOCKED,
    DIED,
    RAISED,
    REFUSED,
    TIMEOUT,
    TODO,
    Ask,
    Observation,
    Raised,
    Verdict,
)
from ...core.untrusted import in_line, shown
from .surroundings import hint_of_surroundings
from .wording import show_call, show_raised

STUB = re.compile(r"\A(\d+\.\d+) ([\w.]+) is yours to write")
# A file of the homework that another one imports. Of other packages, students hear why.
ABSENT = re.compile(rf"No module named '({PACKAGE}\.\w+)'")

RAISES = "it raised an exception"


def failure(ask: Ask, observation: Observation) -> Verdict:
    """The verdict on a call that brought no value back."""
    if observation.kind == "raised" and observation.raised is not None:
        return _exception(ask, observation.raised)
    called = show_call(ask)
    if observation.kind == "missing":
        return Verdict(TODO, "it is not there", f"missing    {shown(observation.reason)}")
    if observation.kind == "refused":
        details = f"{called}\nreturned   {shown(observation.reason)}"
        return Verdict(REFUSED, "the answer is not plain data", details, _refused_hint(observation))
    if observation.kind == "timeout":
        hint = "is there a loop that never ends, or far more work than needed?"
        return Verdict(TIMEOUT, "it took too long and was stopped", called, hint)
    return Verdict(DIED, in_line(observation.reason), called)


def _refused_hint(observation):
    if observation.reason.endswith(" generator"):
        return (
            "what is returned is a generator, as (... for ...) and `yield` make it: it has no "
            "length, and is empty once it has been read. Build a list, [... for ...]."
        )
    if "complex" in observation.reason:
        return (
            "what is returned is a complex number, which Python makes of a negative number to a "
            "fractional power, as in (-8) ** 0.5: where can that happen, and what is asked for?"
        )
    return "return numbers, NumPy arrays of float64, or lists and tuples of them."


def _exception(ask, raised: Raised):
    absent = ABSENT.fullmatch(raised.message) if raised.type == "ModuleNotFoundError" else None
    if absent:
        file = absent[1].replace(".", "/")
        return Verdict(BLOCKED, f"waits for {file}.py, which was not handed in")
    stub = STUB.fullmatch(raised.message) if raised.type == "NotImplementedError" else None
    if stub is None:
        details = f"{show_call(ask)}\nraised     {show_raised(raised)}"
        return Verdict(RAISED, RAISES, details, hint_of_surroundings(raised))
    if stub[2].partition(".")[0] == ask.name:
        return Verdict(TODO, f"{stub[0]}")
    return Verdict(BLOCKED, f"waits for {stub[1]} {stub[2]}, which is yours to write")


def raised_alike(observations: Sequence[Observation], first: Observation) -> str:
    """What they raised, in a line, beside the `first` one, whose exception is shown."""
    raised, *others = {_in_line(one.raised) for one in observations}
    if others:
        return RAISES
    return "it raised the same" if raised == _in_line(first.raised) else f"it raised {raised}"


def _in_line(raised):
    return raised and in_line(show_raised(raised._replace(file=""))).strip()
