"""What of a wrong answer can be drawn beside the expected one: a curve, or a path in a plane.

The assignment says what (`case.pictured`); only numbers leave this file, few and finite.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from ..core.answers import as_real
from ..core.records import Judged, Outcome
from ..core.untrusted import complain
from .case import QuestionCase

MOST_POINTS = 100
MOST_BYTES = 2**16
LARGEST = 1e100
VISIBLE = 0.01
"""A difference of this share of the expected line can be seen; a smaller one is not drawn."""
TINY = 1e-100


def with_picture(outcome: Outcome, judged: Sequence[Judged], case: QuestionCase) -> Outcome:
    """The outcome with the numbers of a picture, where there is something to see."""
    if outcome.score >= case.max_score:
        return outcome
    try:
        return outcome._replace(picture=picture_of(judged, case))
    except Exception:
        complain()
        return outcome


def picture_of(judged: Sequence[Judged], case: QuestionCase) -> dict[str, Any] | None:
    """The longest of the wrong answers that can be drawn, as `name`, `returned` and `expected`.

    Both are lists of numbers, or of pairs of them. None where nothing can be seen.
    """
    if case.pictured is None or case.hidden:
        return None
    name, pick = case.pictured
    pairs = max(_drawable(judged, case, pick), key=lambda pair: len(pair[1]), default=None)
    return pairs and {"name": name, "returned": _rounded(pairs[0]), "expected": _rounded(pairs[1])}


def _drawable(judged, case, pick) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    for one in judged:
        seen = one.observation
        if one.verdict.passed or seen.kind != "returned" or seen.size > MOST_BYTES:
            continue
        if (expected := case.known_answer(one.case.ask)) is None:
            continue
        own, others = _points(pick, seen.value), _points(pick, expected)
        if own is not None and others is not None and _differ(own, others):
            yield own, others


def _points(pick: Callable[[Any], Any], value: Any) -> np.ndarray | None:
    """An array (n,) or (n, 2) of what is drawn; None where the answer has none."""
    try:
        array = as_real(pick(value))
    except (TypeError, ValueError):
        return None
    if array is None or array.ndim not in (1, 2) or not 2 <= len(array) <= MOST_POINTS:
        return None
    if not array.size or not np.all(np.abs(array) < LARGEST):
        return None
    if array.ndim == 2:
        return array[:, 0] if array.shape[1] == 1 else array[:, :2]
    return array


def _differ(own, others):
    """Whether a reader could see it: in the points that both have, or in the last ones."""
    if own.ndim != others.ndim:
        return False
    both = min(len(own), len(others))
    off = max(np.max(np.abs(own[:both] - others[:both])), np.max(np.abs(own[-1] - others[-1])))
    return off > VISIBLE * max(np.max(np.ptp(others, axis=0)), TINY)


def _rounded(array: np.ndarray) -> list[Any]:
    return [[float(f"{x:.6g}") for x in one] if array.ndim == 2 else float(f"{one:.6g}")
            for one in array]  # fmt: skip
