"""What every graded question is built from.

A question is a unittest case with gradescope-utils' decorators. It draws inputs
from `self.rng`, states its families of cases, and hands them to `self.grade`.
"""

from __future__ import annotations

import unittest
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from .. import settings
from ..answers import TOLERANCE
from ..judging.judges import agrees, keeps_arguments, part_agrees, plain_place, repeats
from ..records import Ask, Case, Family, Outcome, single_case
from ..scripts.calls import call_twice, call_with_integers_in_turn, float_places, whole


def calls(*functions: str):
    """Decorator: the earlier functions, "module.name", that a right answer may call.

    If the question fails, it is asked again with the reference's in their place,
    so that a mistake in one of them is charged only once.
    """

    def decorate(method):
        method.__calls__ = functions
        return method

    return decorate


class QuestionCase(unittest.TestCase):
    """One graded question for one submission; `session` grades it.

    `deadline` is the processor time in seconds that the whole question may take, after its
    process has got ready; it may take CLOCK_FACTOR times as long by the clock. `tolerance` is
    the relative error of a right answer: another one than the usual stands in the docstring
    that students read, and in their `tests/points.py`.
    """

    deadline = 10.0
    tolerance = TOLERANCE

    def __init__(self, method: str, session):
        super().__init__(method)
        self.session = session
        self.outcome: Outcome | None = None

    @property
    def number(self) -> str:
        return self._decorated("__number__")

    @property
    def module(self) -> str:
        """The student's file: that of part 2 is `jacobians`, from part_2_jacobians."""
        return type(self).__module__.rpartition(".")[2].split("_", 2)[2]

    @property
    def max_score(self) -> float:
        return self._decorated("__weight__")

    @property
    def visibility(self) -> str:
        """When students see the row, as settings.toml says."""
        return settings.load().visibility(self.number)

    @property
    def hidden(self) -> bool:
        """Whether students do not see the row at once, so that its words must tell nothing."""
        return self.visibility != "visible"

    @property
    def borrowed(self) -> tuple[str, ...]:
        """The functions of earlier questions that this one may call."""
        return getattr(getattr(self, self._testMethodName), "__calls__", ())

    def _decorated(self, attribute):
        value = getattr(getattr(self, self._testMethodName), attribute, None)
        if value is None:
            raise TypeError(f"{self._testMethodName} lacks a decorator that sets {attribute}")
        return value

    def setUp(self):
        key = zlib.crc32(self.number.encode())
        self.rng = np.random.default_rng([self.session.seed, key])

    def family(
        self,
        title: str,
        asks: Iterable[Ask],
        share: float = 1.0,
        hint: str = "",
        gate: bool = False,
        place: Callable[..., str] = plain_place,
    ) -> Family:
        """The submission answers each of `asks` as the reference does."""
        cases = tuple(
            Case(asked, agrees(asked, self.expected(asked), place, self.tolerance))
            for asked in asks
        )
        return Family(title, cases, share, gate, hint)

    def part(
        self,
        title: str,
        asks: Iterable[Ask],
        name: str,
        pick: Callable[[Any], Any],
        share: float = 1.0,
        hint: str = "",
        place: Callable[..., str] = plain_place,
    ) -> Family:
        """The same for one part of the answers, `name`, which `pick` takes out of them.

        Families of several parts may share their asks, each of which is asked once.
        """
        cases = tuple(
            Case(asked, part_agrees(asked, name, pick, self.expected(asked), place, self.tolerance))
            for asked in asks
        )
        return Family(title, cases, share, hint=hint)

    def same(
        self,
        title: str,
        asked: Ask,
        share: float = 1.0,
        place: Callable[..., str] = plain_place,
        hint: str = "",
    ) -> Family:
        """The submission answers as the reference does."""
        return self.family(title, [asked], share, hint, place=place)

    def manners(
        self,
        asked: Ask,
        place: Callable[..., str] = plain_place,
        integers: Ask | None = None,
        prefix: str = "",
    ) -> list[Family]:
        """Families that hold for every function: integers are welcome, arguments are kept.

        Nor does it matter how arrays lie in memory. `integers` is the same
        question in integers; without it, the inputs are rounded, and where there
        are several, also one at a time. A function that is only called is also
        called twice, with read-only arrays. `prefix` begins their titles.
        """
        one_at_a_time = integers is None and asked.script is None
        integers = integers or with_integers(asked)
        agree = agrees(asked, self.expected(asked), place, self.tolerance)
        kept = keeps_arguments(asked, agree)
        families = [
            self.same(f"{prefix}integers are welcome", integers, 0.5, place=place),
            single_case(f"{prefix}its arguments stay as they were", asked, kept, 0.5),
            self.on_views(f"{prefix}arrays that are views of others", asked, 0.5, place),
        ]
        if one_at_a_time and len(float_places(asked.inputs)) > 1:
            families.append(self.integers_in_turn(f"{prefix}integers beside floats", asked, place))
        if asked.script is None:
            again = replace(asked, script=call_twice)
            title = f"{prefix}the same answer twice, from read-only arrays"
            families.append(
                single_case(
                    title, again, repeats(again, self.expected(asked), place, self.tolerance), 0.5
                )
            )
        return families

    def on_views(
        self,
        title: str,
        asked: Ask,
        share: float = 1.0,
        place: Callable[..., str] = plain_place,
    ) -> Family:
        """A case with arrays laid out in memory as a transpose or a slice is."""
        return self.same(title, replace(asked, layout="views"), share, place=place)

    def integers_in_turn(self, title, asked, place) -> Family:
        """A case with integers in one array and floats in the others, for each array."""

        def place_with_integers(path):
            return f"{place(path[1:]) or 'the answer'}, for integers in {path[0]}," if path else ""

        in_turn = replace(asked, script=call_with_integers_in_turn)
        return self.same(title, in_turn, 0.5, place=place_with_integers)

    def expected(self, asked: Ask) -> Any:
        """The reference's answer."""
        return self.session.reference.answer(asked)

    def grade(self, set_score: Callable[[float], None], families: Sequence[Family]):
        """Ask the submission, and give points for the families that pass."""
        self.outcome = self.session.grade(families, self)
        set_score(self.outcome.score)


def with_integers(asked: Ask) -> Ask:
    """The same question with its float arrays rounded to integers."""
    inputs = {name: whole(value) for name, value in asked.inputs.items()}
    return replace(asked, inputs=inputs)
