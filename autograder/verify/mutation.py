"""Every mutant of the reference loses points, but for those that do the same in another way."""

from __future__ import annotations

import contextlib
import inspect
import json
import re
import signal
import sys
import warnings
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import Any

from ..build.texts import ASSIGNMENT, from_top, texts_in
from ..core.assignment import current
from ..core.homework import PACKAGE
from ..grading.mistakes.versions import compiled
from .bench import Bench
from .mutants import Mutant, all_mutants

CALL_SECONDS = 1.0
"""Processor time after which a call of a mutant is ended: those that take so long never end."""

SEEDS_OF_EQUIVALENT = range(10)


class Endless(Exception):
    """A mutant runs and runs."""


@dataclass(frozen=True)
class Fate:
    """What became of a mutant: the part of its question's points that it lost.

    That is the least of all seeds; of one that is listed as equivalent, the most. Whether it got
    a hint wherever it lost points, and was everywhere taken for a known mistake.
    """

    mutant: Mutant
    lost: float
    hinted: bool = True
    named: bool = False

    @property
    def kept(self) -> bool:
        """Whether it has all points of its question."""
        return self.lost <= 0

    @property
    def escaped(self) -> bool:
        return self.kept and not _is_listed(self.mutant)

    @property
    def contradicted(self) -> bool:
        """Whether it loses points although it is listed as equivalent."""
        return not self.kept and _is_listed(self.mutant)

    def complaint(self) -> str:
        """What is wrong, in a line: with the key of the mutant, as a list of equivalent ones has
        it."""
        one = self.mutant
        module = one.target.partition(".")[0]
        but = " keeps its points" if self.hinted else " gets no hint"
        but = " is listed as equivalent, and loses points" if self.contradicted else but
        place = f"{one.question} solution/{PACKAGE}/{module}.py, line {one.line}"
        return f"{place}: {json.dumps(one.key, ensure_ascii=False)}{but}"


def fate(index: int, seeds: Sequence[int]) -> Fate:
    """Grade the mutant with this index in its own question, on each seed.

    One that is listed as equivalent answers like the reference on many seeds.
    """
    mutant, bench = all_mutants_once()[index], _bench()
    lost, outcomes = [], []
    listed = _is_listed(mutant)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        changed = compiled(mutant.source, mutant.target, bench.copy.functions)
        for seed in SEEDS_OF_EQUIVALENT if listed else seeds:
            changes = {mutant.target: ending(changed)}
            graded = bench.grade(changes, seed, [mutant.question])[mutant.question]
            lost.append(1 - graded.outcome.score / graded.outcome.max_score)
            if not graded.full:
                outcomes.append(graded.outcome)
    named = bool(outcomes) and all(one.mistake for one in outcomes)
    hinted = all(one.hint for one in outcomes)
    return Fate(mutant, max(lost) if listed else min(lost), hinted, named)


def _is_listed(mutant):
    return mutant.key in current().equivalent


def equivalent_amiss() -> Iterator[str]:
    """What is listed as equivalent and is no mutant, a line each, with its file and line."""
    there = {one.key for one in all_mutants_once()}
    asked = {key.partition(":")[0] for key in there}
    for key in current().equivalent:
        if key not in there and key.partition(":")[0] in asked:
            yield f"{_place_of(key)}: listed as equivalent, and no mutant: {key}"


def _place_of(key):
    """Where the assignment has the last piece of a key, which may be put together."""
    change = re.escape(json.dumps(key.partition(": ")[2], ensure_ascii=False)[1:-1])
    for text in texts_in(ASSIGNMENT):
        for number, line in enumerate(text.lines, 1):
            if re.search(change, line):
                return f"{text.path}, line {number}"
    return from_top(ASSIGNMENT)


def mutants_in(numbers: Collection[str]) -> list[int]:
    """Which mutants are in these questions."""
    return [place for place, one in enumerate(all_mutants_once()) if one.question in numbers]


def spread(places: Sequence[int], most: int | None) -> list[int]:
    """At most so many of them, evenly spread; all where there is no most."""
    count = len(places) if most is None else min(most, len(places))
    return [places[len(places) * step // count] for step in range(count)]


@lru_cache(maxsize=1)
def all_mutants_once() -> list[Mutant]:
    return all_mutants()


@lru_cache(maxsize=1)
def _bench() -> Bench:
    return Bench()


def ending(function: Any) -> Any:
    """The function, whose calls are interrupted where they run on and on, if that can be.

    After one that was, all others end at once: a worker would be gone as well.
    """
    if sys.platform == "win32":
        return function
    if isinstance(function, staticmethod):
        return staticmethod(ending(function.__func__))

    ended = False

    @contextlib.contextmanager
    def within_limits():
        nonlocal ended
        if ended:
            raise Endless
        try:
            with _interrupted():
                yield
        except Endless:
            ended = True
            raise

    @wraps(function)
    def call(*arguments, **named):
        with within_limits():
            return function(*arguments, **named)

    @wraps(function)
    def generate(*arguments, **named):
        items = function(*arguments, **named)
        while True:
            with within_limits():
                item = next(items, items)
            if item is items:
                return
            yield item

    return generate if inspect.isgeneratorfunction(function) else call


@contextlib.contextmanager
def _interrupted() -> Iterator[None]:
    """What runs for a second here is interrupted; in a context within another, by the outer."""
    if signal.getitimer(signal.ITIMER_VIRTUAL)[0]:
        yield
        return

    def interrupt(number, frame):
        raise Endless("it runs and runs")

    before = signal.signal(signal.SIGVTALRM, interrupt)
    signal.setitimer(signal.ITIMER_VIRTUAL, CALL_SECONDS, CALL_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
