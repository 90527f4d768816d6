"""Numbers as a student reads them, and how wrong ones lie to those that are expected."""

from __future__ import annotations

import itertools
import math
import reprlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from ...core.untrusted import INDENT, shown
from .compare import Difference

WHOLE_ENTRIES, WHOLE_ROWS = 36, 6
"""An array with more of them is shown by its ends, or around what is looked at."""
AROUND = 2
"""So many entries are shown on each side of what is looked at."""
DIGITS = (4, 8, 15)
"""Digits of what was returned and expected: more where the first ones agree."""
LINE = 100
"""What fits beside another thing in one line."""
SAME_RATIO = 1e-6
NO_DIGITS = 1e-8
"""Below this an error is no share of what is wanted, and counts no digits."""
LARGEST_RATIO = 1e6
SHARES = ("half", "a third", "a quarter", "a fifth", "a sixth", "a seventh", "an eighth")


def indented(text: str) -> str:
    """The kit's own text whose further lines stand under its first, behind a word on the left."""
    return text.replace("\n", "\n" + INDENT)


def show(value, digits: int = DIGITS[0], at: tuple[int, ...] | None = None) -> str:
    """A value in a few lines: an array as its shape and its numbers.

    Of a large one they are its ends, or those around the place `at`.
    """
    if isinstance(value, np.ndarray):
        if value.ndim == 0:
            return f"{value:.{2 * digits}g}"
        part, cut = (value, "") if at is None or is_small(value) else _around(value, at)
        text = numbers_of(part, digits)
        return indented(f"shape {value.shape}{cut}" + ("\n" if "\n" in text else ": ") + text)
    if isinstance(value, float):
        return f"{value:.{2 * digits}g}"
    if isinstance(value, str):
        return shown(value, 100)
    if isinstance(value, (list, tuple)):
        return f"a {type(value).__name__} of {len(value)}"
    return reprlib.repr(value)


def numbers_of(array: np.ndarray, digits: int = DIGITS[0]) -> str:
    """The numbers of an array in a few lines."""
    real = array.dtype.kind == "f"
    noise = not real or np.max(np.abs(array), initial=0.0) >= 1e-3
    few, ends = (WHOLE_ENTRIES, 2) if is_small(array) or array.ndim == 1 else (0, WHOLE_ROWS // 2)
    unsigned = array + 0.0 if real else array  # -0. is 0.
    return np.array2string(
        unsigned, precision=digits, suppress_small=noise, threshold=few, edgeitems=ends
    )


def named(numbers: np.ndarray, names: Sequence[str], digits: int) -> str:
    """Numbers behind their names, as many in a line as fit."""
    pairs = zip(names, numbers, strict=True)
    return packed([f"{name} = {number + 0.0:.{digits + 1}g}" for name, number in pairs], ", ")


def packed(items: Sequence[str], between: str) -> str:
    """As many items in a line as fit. What begins with "def" has a line of its own."""
    lines: list[str] = []
    for item in items:
        together = f"{lines[-1]}{between}{item}" if lines else ""
        if together and len(together) <= LINE - len(INDENT) and "def " not in together:
            lines[-1] = together
        else:
            lines.append(item)
    return indented("\n".join(lines))


def is_small(array: np.ndarray) -> bool:
    """Whether it is shown whole."""
    rows = array.size // array.shape[-1] if array.size else 0
    return array.size <= WHOLE_ENTRIES and rows <= WHOLE_ROWS


def _around(array, at):
    """The entries around a place of a large array, and where in it they are."""
    *outer, last = at
    ranges = [slice(max(0, last - 2 * AROUND), last + 2 * AROUND + 1)]
    if outer:
        row = outer.pop()
        ranges = [slice(max(0, one - AROUND), one + AROUND + 1) for one in (row, last)]
    place = [*map(str, outer)]
    for part, length in zip(ranges, array.shape[-len(ranges) :], strict=True):
        whole = part.start == 0 and part.stop >= length
        place.append(":" if whole else f"{part.start}:{min(part.stop, length)}")
    index = (*outer, *ranges)
    return array[index], f", of it [{', '.join(place)}]"


def beside(left: str, right: str) -> list[str]:
    """Two texts row by row beside each other, where one has several and both fit."""
    rows = [text.splitlines() for text in (left, right)]
    width = max(map(len, rows[0])) + 3
    if len(rows[0]) < 3 or width + max(map(len, rows[1])) > LINE:
        return [left, right]
    paired = itertools.zip_longest(*rows, fillvalue="")
    return [f"{one:<{width}}{other}".rstrip() or INDENT for one, other in paired]


def told_apart(written: Callable[[int], tuple[str, str]]) -> tuple[str, str]:
    """Two texts, with as many digits as it takes until they differ."""
    texts = (written(digits) for digits in DIGITS)
    return next((both for both in texts if both[0] != both[1]), written(DIGITS[-1]))


def place_of(difference: Difference) -> tuple[int, ...] | None:
    """Where in an array the worst number is; None where no number is compared with another."""
    got, want = difference.got, difference.want
    numbers = difference.kind in ("value", "finite") and isinstance(got, np.ndarray)
    if not numbers or not got.ndim or got.shape != np.shape(want):
        return None
    with np.errstate(all="ignore"):
        off = np.abs(got - np.asarray(want))
    worst = int(np.argmax(np.where(np.isnan(off), np.inf, off)))
    return tuple(int(index) for index in np.unravel_index(worst, got.shape))


@np.errstate(all="ignore")
def in_words(
    difference: Difference, inputs: Mapping[str, Any], names: Sequence[str] = ()
) -> list[str]:
    """How the numbers lie to what is expected: a simple factor, or what the worst one is."""
    got, want = difference.got + 0.0, np.asarray(difference.want) + 0.0  # -0. is 0.
    ratio = simple_ratio(got, want, inputs)
    if ratio:
        return [f"which is   {factor(ratio)}"]
    at = place_of(difference)
    if at is None or got.size == 1:
        return []
    one, other = told_apart(
        lambda digits: (f"{got[at]:.{digits + 2}g}", f"{want[at]:.{digits + 2}g}")
    )
    place = names[at[0]] if names else f"[{', '.join(map(str, at))}]"
    the = "the " if place.isalpha() else ""
    return [f"look at    {the}{place}: {one} returned, {other} expected"]


@np.errstate(all="ignore")
def simple_ratio(got: np.ndarray, want: np.ndarray, inputs: Mapping[str, Any]) -> float | None:
    """The simple number by which each entry of `want` is multiplied in `got`, if there is one.

    It is -1, a whole number such as 3 or 2,500, or one that counts something in the inputs, or 1
    over such a number. Any other ratio says nothing: two numbers always have one. Of a single
    number, only 2, 1/2 and what is counted do.
    """
    at = int(np.argmax(np.abs(want)))
    ratio = float(got.flat[at] / want.flat[at]) if np.any(want) else 0.0
    simple = -1.0 if abs(ratio + 1) <= SAME_RATIO else _simple(ratio, inputs, want.size == 1)
    # Rounding leaves 1e-17 where 0 is expected.
    noise = 1e-12 * np.max(np.abs(simple * want))
    close = np.abs(got - simple * want) <= SAME_RATIO * np.abs(simple * want) + noise
    return simple if simple and np.all(close) else None


def _simple(ratio, inputs, alone):
    """The simple number that a ratio is but for rounding; 0 where there is none."""
    whole = max(ratio, 1 / ratio) if ratio else 0.0
    if not 1.5 < whole <= LARGEST_RATIO:
        return 0.0
    candidates = (2.0 if alone else float(f"{whole:.1e}"), *_counts(inputs))
    for number in candidates:
        if number == int(number) and abs(whole / number - 1) <= SAME_RATIO:
            return float(number) if ratio > 1 else 1 / number
    return 0.0


def _counts(inputs):
    """The numbers of examples, of rows, columns and entries of all arrays in the inputs."""
    found: set[int] = set()

    def look(value):
        if isinstance(value, np.ndarray):
            found.update((*value.shape, value.size))
        elif isinstance(value, (list, tuple)):
            found.add(len(value))
            for item in value:
                look(item)

    for value in inputs.values():
        look(value)
    return [count for count in found if count > 1]


def factor(ratio: float) -> str:
    """How something is too large or too small, in words."""
    if ratio < 0:
        return "correct but for its sign"
    if ratio > 1:
        return "twice what is expected" if ratio == 2 else f"{ratio:,.0f} times too large"
    inverse = round(1 / ratio)
    share = SHARES[inverse - 2] if inverse - 2 < len(SHARES) else f"1/{inverse:,}"
    return f"{share} of what is expected"


def entrywise_error(got: np.ndarray, want: np.ndarray) -> float:
    """The largest error of an entry, by that entry; by the largest one where it should be 0.

    1 where all of them are too small to have digits.
    """
    largest = np.max(np.abs(want), initial=0.0)
    if largest < NO_DIGITS or got.shape != want.shape:
        return 1.0
    with np.errstate(all="ignore"):
        errors = np.abs(got - want) / np.where(want == 0, largest, np.abs(want))
    return float(np.max(errors, initial=0.0))


def from_digit(difference: Difference) -> str:
    """Where what nearly agrees begins to differ."""
    if not isinstance(difference.got, np.ndarray):
        return ""
    error = entrywise_error(difference.got, np.asarray(difference.want))
    return f" from the {math.ceil(-math.log10(error))}th digit on" if 0 < error < 1e-3 else ""
