"""Questions whose answers have two parts that the docstring names, each paid by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..core.records import Ask, Case, Family, Observation
from ..grading.calls import call_twice
from ..grading.case import QuestionCase
from ..grading.judging.judges import (
    NOT_LOOKED_AT,
    keeps_arguments,
    part_agrees,
    plain_place,
    repeats,
    wrong,
)

LEFT_ALONE = (
    "the answer itself is correct. Here arrays are read-only or views of others, or the call comes "
    "twice: write only into arrays that you have made in this call, and keep nothing."
)


@dataclass(frozen=True)
class Part:
    """One part of an answer, which `pick` takes out of it.

    `hint` is for the family in which it is the first to fail, while the parts named before it
    are correct; the first part's depends on the family.
    """

    name: str
    pick: Callable[[Any], Any]
    place: Callable[..., str] = plain_place
    share: float = 0.5
    hint: str = ""


class PartsCase(QuestionCase):
    """A question whose answers have several parts."""

    def in_parts(
        self, title: str, asks: Sequence[Ask], parts: Sequence[Part], share: float, hint: str
    ) -> list[Family]:
        """For each part a family on the same asks; all of them together have this share."""
        return [
            self.part(
                f"{title}: {part.name}",
                asks,
                part.name,
                part.pick,
                share * part.share,
                part.hint or hint,
                part.place,
            )
            for part in parts
        ]

    def left_alone(self, asks: Sequence[Ask], part: Part, share: float) -> Family:
        """Arguments stay as they were, however their arrays lie in memory; nothing is kept.

        The answer is looked at in one part alone: what is wrong with another is paid elsewhere.
        """
        cases = [case for asked in asks for case in self._left_alone(asked, part)]
        return Family("arguments are left alone", tuple(cases), share, hint=LEFT_ALONE)

    def _left_alone(self, asked, part):
        expected = self.expected(asked)
        views = replace(asked, layout="views")
        for one in (asked, views):
            agree = part_agrees(one, part.name, part.pick, expected, part.place, self.tolerance)
            yield Case(one, keeps_arguments(one, agree))
        if asked.script is None:
            again = replace(asked, script=call_twice)
            judge = repeats(again, part.pick(expected), part.place, self.tolerance)
            yield Case(again, _of_both(judge, part.pick))


def _of_both(judge, pick):
    """A judge of two answers, of each of which it sees the part that `pick` takes out."""

    def judge_part(observation: Observation):
        if observation.kind != "returned":
            return judge(observation)
        try:
            picked = [pick(value) for value in observation.value]
        except (TypeError, ValueError, LookupError):
            return wrong(NOT_LOOKED_AT)
        return judge(replace(observation, value=picked))

    return judge_part
