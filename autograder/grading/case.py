"""What every graded question is built from.

A question is a unittest case with gradescope-utils' decorators. It draws inputs
from `self.rng`, states its families of cases, and hands them to `self.grade`.
"""

from __future__ import annotations

import unittest
import zlib
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

import numpy as np

from ..core import settings
from ..core.answers import TOLERANCE
from ..core.records import Ask, Case, Family, Outcome
from .judging.judges import Judge, agrees, has_form, part_agrees, plain_place
from .manners import Manners

DECORATORS = {"__number__": "number", "__weight__": "partial_credit"}


class UnusableQuestion(ValueError):
    """A graded question lacks what every one needs; the text names it and says what."""


def calls(*functions: str):
    """Decorator: the earlier functions, "module.name", that a right answer may call.

    If the question fails, it is asked again with the reference's in their place,
    so that a mistake in one of them is charged only once.
    """

    def decorate(method):
        method.__calls__ = functions
        return method

    return decorate


def pictured(name: str, pick: Callable[[Any], Any]):
    """Decorator: what `pick` takes out of a wrong answer says more in a picture than as numbers.

    It is n numbers, a curve, or n points, a path; reports draw it beside the expected one.
    """

    def decorate(method):
        method.__pictured__ = name, pick
        return method

    return decorate


class QuestionCase(Manners, unittest.TestCase):
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
        """The student's file: `jacobians` from the module part_2_jacobians.questions."""
        return type(self).__module__.split(".")[-2].split("_", 2)[2]

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

    @property
    def pictured(self) -> tuple[str, Callable[[Any], Any]] | None:
        """What is drawn of a wrong answer, and how it is taken out of it; None for most."""
        return getattr(getattr(self, self._testMethodName), "__pictured__", None)

    def _decorated(self, attribute):
        value = getattr(getattr(self, self._testMethodName), attribute, None)
        if value is None:
            place = f"{type(self).__module__}: {self._testMethodName}"
            raise UnusableQuestion(f"{place} lacks its @{DECORATORS[attribute]}")
        return value

    def setUp(self):
        key = zlib.crc32(self.number.encode())
        self.rng = np.random.default_rng([self.session.seed, key])
        self._answers: dict[int, tuple[Ask, Any]] = {}

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
        cases = tuple(Case(asked, self.agrees(asked, place)) for asked in asks)
        return Family(title, cases, share, gate, hint)

    def agrees(self, asked: Ask, place: Callable[..., str] = plain_place) -> Judge:
        """The judge of an answer that has to be the reference's."""
        return agrees(asked, self.expected(asked), place, self.tolerance)

    def part(
        self,
        title: str,
        asks: Iterable[Ask],
        name: str,
        pick: Callable[..., Any],
        share: float = 1.0,
        hint: str = "",
        place: Callable[..., str] = plain_place,
        elsewhere: Sequence[Callable[..., Any]] = (),
        given: str = "",
    ) -> Family:
        """The same for one part of the answers, `name`, which `pick` takes out of them.

        Families of several parts may share their asks, each of which is asked once. A part may
        also be where one of `elsewhere` finds it; `form` says that it is at its place. With
        `given`, they get that input as well.
        """
        cases = []
        for asked in asks:
            here, *others = (
                partial(one, **{given: asked.inputs[given]}) if given else one
                for one in (pick, *elsewhere)
            )
            expected = self.expected(asked)
            judge = part_agrees(asked, name, here, expected, place, self.tolerance, others)
            cases.append(Case(asked, judge))
        return Family(title, tuple(cases), share, hint=hint)

    def form(
        self,
        title: str,
        asks: Iterable[Ask],
        share: float,
        hint: str,
        place: Callable[..., str] = plain_place,
    ) -> Family:
        """The answers have the types, lengths and shapes of the reference's, in their order."""
        cases = tuple(Case(one, has_form(one, self.expected(one), place)) for one in asks)
        return Family(title, cases, share, hint=hint, manners=True)

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

    def expected(self, asked: Ask) -> Any:
        """The reference's answer, computed once for all families that share the ask."""
        if id(asked) not in self._answers:
            self._answers[id(asked)] = asked, self.session.reference.answer(asked)
        return self._answers[id(asked)][1]

    def known_answer(self, asked: Ask) -> Any:
        """The reference's answer, if a family compares with it; None otherwise."""
        return self._answers.get(id(asked), (asked, None))[1]

    def grade(self, set_score: Callable[[float], None], families: Sequence[Family]):
        """Ask the submission, and give points for the families that pass.

        ValueError for a family without a case, which would have nothing to fail, or with a share
        that is not positive.
        """
        if not families:
            raise ValueError("no families")
        for one in families:
            if not one.cases:
                raise ValueError(f"the family {one.title!r} has no case")
            if not one.share > 0:
                raise ValueError(
                    f"the family {one.title!r} has a share of {one.share:g}, not more than 0"
                )
        self.outcome = self.session.grade(families, self)
        set_score(self.outcome.score)
