"""Questions whose answers have two parts that the docstring names, each paid by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from ..core.records import Ask, Family
from ..grading.case import QuestionCase
from ..grading.judging.judges import plain_place

LEAST_OF_CENTRAL = 0.3


def central(family: Family) -> Family:
    """The family, about what its question is for: what fails here alone is no small slip."""
    return family._replace(least=LEAST_OF_CENTRAL)


class Part(NamedTuple):
    """One part of an answer, which `pick` takes out of it, or one of `elsewhere` at a wrong place.

    `hint` is for the family in which it is the first to fail, while the parts named before it
    are correct; the first part's depends on the family.
    """

    name: str
    pick: Callable[..., Any]
    place: Callable[..., str] = plain_place
    share: float = 0.5
    hint: str = ""
    elsewhere: Sequence[Callable[..., Any]] = ()
    given: str = ""


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
                part.elsewhere,
                part.given,
            )
            for part in parts
        ]
