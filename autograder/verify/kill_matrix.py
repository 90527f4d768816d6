"""Every known mistake loses points in its own question, in no other, and gets its own hint."""

from __future__ import annotations

import difflib
import pathlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..build.texts import from_top
from ..grading.mistakes import EditFails, all_mistakes, wrong_version
from ..grading.reference import Reference
from .bench import Bench, questions_by_function


class UnusableMistake(Exception):
    """A known mistake cannot be graded; the text says where it is and why, a line each."""


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


def mistakes_amiss() -> Iterator[str]:
    """The mistakes of the catalogue that cannot be graded, a line each, with file and line."""
    asked, functions = list(questions_by_function()), Reference().functions
    for one in all_mistakes():
        place = f"{from_top(pathlib.Path(one.file))}, line {one.line}"
        if one.function not in asked:
            near = difflib.get_close_matches(one.function, asked, 1)
            meant = f"; did you mean {near[0]}?" if near else ""
            yield f"{place}: {one.name!r} is in {one.function}, which no question is about{meant}"
            continue
        try:
            wrong_version([one], functions)
        except EditFails as error:
            yield f"{place}: {error}"


def check_mistakes():
    """UnusableMistake where one of the catalogue cannot be graded."""
    if amiss := list(mistakes_amiss()):
        raise UnusableMistake("\n".join(amiss))


def mistakes_in(numbers: Collection[str]) -> list[int]:
    """Where in the catalogue those of these questions are."""
    questions = [questions_by_function()[mistake.function] for mistake in all_mistakes()]
    return [place for place, number in enumerate(questions) if number in numbers]


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
