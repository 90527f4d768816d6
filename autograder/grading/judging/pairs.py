"""Whether the text of a ValueError names the two Jacobians of a chain that do not meet."""

from __future__ import annotations

import re
from collections.abc import Callable

from ...core.records import Ask, Verdict
from ...core.untrusted import shown
from .judges import PASS, wrong
from .wording import show_call

Shape = tuple[int, ...]

OF_MATMUL = re.compile(r"operand \d has a mismatch in its core dimension \d")
"""The numbers in NumPy's own text are those of its operands, and not of the Jacobians."""
NUMPYS_OWN = "the ValueError is NumPy's, and does not say which pair"
NAMES_NO_PAIR = "the ValueError does not name the two that do not meet"


def names_pair(ask: Ask, place: int | None) -> Callable[[str], Verdict]:
    """A judge of texts: they name J`place` and the next, by their numbers or by both shapes.

    They are those of the input `bad`. Numbers may count from 0, as those of a list do. Without a
    place any text will do.
    """
    shapes: list[Shape] = [jacobian.shape for jacobian in ask.inputs["bad"]]

    def judge(message: str) -> Verdict:
        said = {int(digits) for digits in re.findall(r"\d{1,9}", OF_MATMUL.sub("", message))}
        if (
            place is None
            or _by_numbers(said, place, len(shapes))
            or _by_shapes(said, shapes, place)
        ):
            return PASS
        one, other = shapes[place - 1 : place + 1]
        return wrong(
            NUMPYS_OWN if OF_MATMUL.search(message) else NAMES_NO_PAIR,
            f"{show_call(ask)}\nraised     ValueError: {shown(message)}\n"
            f"expected   a text that names J{place} and J{place + 1}, or their shapes {one} and "
            f"{other}",
        )

    return judge


def _by_numbers(said, place, length):
    every_one = length > 4 and (set(range(1, length + 1)) <= said or set(range(length)) <= said)
    return not every_one and ({place, place + 1} <= said or {place - 1, place} <= said)


def _by_shapes(said, shapes, place):
    """Both shapes, and none of the others; that of the product so far has the first's inputs."""
    pair = {*shapes[place - 1], *shapes[place]}
    others = {size for shape in shapes for size in shape} - pair - {shapes[0][1]}
    return pair <= said and not others & said
