"""What an answer may cost in processor time, as the grader counts it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from ...core.records import Ask, Observation, Verdict
from .judges import Judge, returns, wrong
from .wording import show_call

FINE = 0.03
"""Seconds that are never too many, so that most answers are held against no other's time."""

TICKS_TO_TELL = 8
"""So many ticks of the clock tell how long something takes."""


def cheap(ask: Ask, most: Callable[[], float], hint: str) -> Judge:
    """Whatever comes back takes at most so many seconds of processor time, or is FINE."""
    came = returns(ask)

    def judge(observation: Observation) -> Verdict:
        verdict = came(observation)
        seconds = observation.cpu_seconds
        dear = verdict.passed and seconds > FINE and seconds > most()
        return _expensive(ask, hint) if dear or observation.kind == "timeout" else verdict

    return judge


def _expensive(ask, hint):
    verdict = wrong("it costs far more than it has to", show_call(ask), hint)
    return verdict._replace(decisive=True)


def times_of(action: Callable[[], Any], times: float) -> Callable[[], float]:
    """So many times the processor time that an action takes on this machine."""
    return lambda: times * processor_time(action)


def processor_time(action: Callable[[], Any]) -> float:
    """The least processor time in seconds that `action` takes on this machine, in this thread.

    While a limit on a process's time is set, the kernel counts that time in ticks.
    Clocks tick in nanoseconds or, on Windows, in 16 ms: it is done as often as its time can
    be told from a tick.
    """
    times, least = 1, TICKS_TO_TELL * _tick()
    while (took := _time_of(action, times)) < least:
        times *= 2
    again = (_time_of(action, times) for _ in range(2 if times == 1 else 1))
    return min(took, *again) / times


def _time_of(action, times):
    start = time.thread_time()
    for _ in range(times):
        action()
    return time.thread_time() - start


def _tick():
    """The smallest step of the clock that counts processor time, in seconds."""
    start = time.thread_time()
    while (now := time.thread_time()) == start:
        pass
    return now - start
