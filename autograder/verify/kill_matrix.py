"""Every known mistake loses points in its own question, in no other, and gets its own hint."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..grading.mistakes import all_mistakes, wrong_version
from .bench import Bench, questions_by_function


class UnknownFunction(Exception):
    """No question is about a function of the catalogue, or no mistake in one that is asked for."""


@dataclass(frozen=True)
class Kill:
    """What became of one mistake, over all seeds."""

    question: str
    function: str
    name: str
    escaped: tuple[int, ...]
    cascaded: tuple[str, ...]
    other_hints: tuple[str, ...]

    @property
    def clean(self) -> bool:
        return not (self.escaped or self.cascaded or self.other_hints)

    def complaint(self) -> str:
        """What is wrong, in a line."""
        parts = []
        if self.escaped:
            parts.append(f"loses no point on seeds {list(self.escaped)[:5]}")
        if self.cascaded:
            parts.append(f"loses points in {', '.join(self.cascaded)} too")
        if self.other_hints:
            parts.append(f"is taken for {', '.join(map(repr, self.other_hints))}")
        return f"{self.question} {self.function}: {self.name!r} {' and '.join(parts)}"


def check_functions():
    """UnknownFunction where a mistake of the catalogue cannot be graded."""
    asked = list(questions_by_function())
    for mistake in all_mistakes():
        if mistake.function not in asked:
            near = difflib.get_close_matches(mistake.function, asked, 1)
            meant = f"; did you mean {near[0]}?" if near else ""
            raise UnknownFunction(
                f"{mistake.name!r} is a mistake in {mistake.function}, "
                f"which no question is about{meant}"
            )


def mistakes_in(only: Sequence[str]) -> list[int]:
    """Where in the catalogue those of these questions ("2.5") and parts ("2") are; by default, all.

    UnknownFunction where none is in one of them.
    """
    questions = [questions_by_function()[mistake.function] for mistake in all_mistakes()]
    for name in only:
        if not any(_in(number, name) for number in questions):
            raise UnknownFunction(f"the catalogue has no mistake in question {name}")
    return [
        place
        for place, number in enumerate(questions)
        if not only or any(_in(number, name) for name in only)
    ]


def _in(number, name):
    return name in (number, number.partition(".")[0])


def kill(index: int, seeds: Sequence[int]) -> Kill:
    """Grade the mistake with this index in the catalogue, on each seed.

    Graded are its own question and all those in which its function is called;
    on no other can it have an effect.
    """
    mistake = all_mistakes()[index]
    question = questions_by_function()[mistake.function]
    concerned = {question, *_callers()[mistake.function]}
    bench = _bench()
    wrong = wrong_version([mistake], bench.copy.functions)
    escaped, cascaded, hints = [], set(), set()
    for seed in seeds:
        graded = bench.grade({mistake.target: wrong}, seed, concerned)
        own = graded.pop(question)
        if own.full:
            escaped.append(seed)
        elif own.outcome.mistake != mistake.name:
            hints.add(own.outcome.mistake or "nothing known")
        cascaded |= {number for number, other in graded.items() if not other.full}
    return Kill(
        question,
        mistake.function,
        mistake.name,
        tuple(escaped),
        tuple(sorted(cascaded)),
        tuple(sorted(hints)),
    )


@lru_cache(maxsize=1)
def _bench():
    return Bench()


@lru_cache(maxsize=1)
def _callers():
    return _bench().callers()
