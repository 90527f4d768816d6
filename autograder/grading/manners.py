"""Families that suit every function: integers are welcome, arguments are left alone.

They look at no value by itself, but at two answers of one submission that should be alike: so
a wrong number, which other families charge, costs nothing here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from ..core.records import Ask, Case, Family
from .calls import call_twice, float_places, whole
from .judging.judges import Judge, keeps_arguments, plain_place, repeats

INTEGERS = (
    "here integers come in: is each array of them turned into floats first, and what is the dtype "
    "of each array that you make or write into?"
)
LEFT_ALONE = (
    "here arrays are read-only, or views of others (a transpose, every second entry), or the same "
    "call comes twice: does your code write into an array that it has not made in this call, or "
    "keep anything from one call to the next?"
)


class Manners:
    """What a QuestionCase builds these families with."""

    tolerance: float
    expected: Callable[[Ask], Any]
    agrees: Callable[..., Judge]

    def manners(
        self,
        asked: Ask | Sequence[Ask],
        place: Callable[..., str] = plain_place,
        integers: Sequence[Integers] = (),
        prefix: str = "",
        share: float = 0.5,
    ) -> list[Family]:
        """Two families that suit every function: integers are welcome, arguments are left alone.

        They are about one ask or several, which other families may share. `integers` are the
        same questions in integers; without them, the inputs are rounded, and where there are
        several, also one at a time. Arguments must stay as they were, and may be read-only, or
        views of other arrays; a function that is only called answers the same again. `prefix`
        begins their titles, and each has this `share`. Who answers wrongly, and just so for
        floats and plain arrays, has these manners.
        """
        asks = _listed(asked)
        welcome = integers or [one for each in asks for one in _in_turn(each)]
        return [
            self.welcome(f"{prefix}integers are welcome", welcome, share, place),
            self.left_alone(f"{prefix}arguments are left alone", asks, share, place),
        ]

    def left_alone(
        self, title: str, asks: Iterable[Ask], share: float, place: Callable[..., str] = plain_place
    ) -> Family:
        """Arguments stay as they were, in whatever arrays they arrive; nothing is kept."""
        cases = tuple(case for each in asks for case in self.untouched(each, place))
        return Family(title, cases, share, hint=LEFT_ALONE, manners=True)

    def welcome(
        self,
        title: str,
        asks: Iterable[Integers],
        share: float,
        place: Callable[..., str] = plain_place,
    ) -> Family:
        """To integers the answers are those to the same numbers as floats."""
        cases = tuple(Case(one, self.agrees(one, place), beside=floats) for one, floats in asks)
        return Family(title, cases, share, hint=INTEGERS, manners=True)

    def untouched(self, asked: Ask, place: Callable[..., str] = plain_place) -> list[Case]:
        """Cases in which the arguments must stay as they were, in whatever arrays they arrive."""
        views = asked._replace(layout="views")
        cases = [
            Case(asked, keeps_arguments(asked)),
            Case(views, self.agrees(asked, place), beside=asked),
        ]
        if asked.script is None:
            again = asked._replace(script=call_twice, layout="read-only")
            judge = repeats(again, self.expected(asked), place, self.tolerance)
            cases.append(Case(again, judge))
        return cases


Integers = tuple[Ask, Ask]
"""A question with integers in arrays of floats, and the same numbers as floats."""


def in_integers(asked: Ask, *places: str) -> Integers:
    """The same question in whole numbers, or only these of its inputs, as integers and floats."""
    integers, floats = (
        asked._replace(inputs=whole(asked.inputs, places or tuple(asked.inputs), dtype))
        for dtype in (np.int64, np.float64)
    )
    return integers, floats


def _in_turn(asked: Ask) -> list[Integers]:
    """The same question in integers; of a call with several arrays, also in one of them alone."""
    places = [] if asked.script else float_places(asked.inputs)
    alone = places if places[1:] else []
    return [in_integers(asked), *(in_integers(asked, place) for place in alone)]


def _listed(asked: Ask | Sequence[Ask]) -> Sequence[Ask]:
    return [asked] if isinstance(asked, Ask) else asked
