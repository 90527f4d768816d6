"""What a row says, as blocks under the kit's words, and the numbers in it that differ.

The kit's words stand at the left of a line, in a column of their own, where no line of a
student's begins (core/untrusted.py). All that is put on a page here is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from ...core.untrusted import INDENT

VALUES = ("returned", "expected")
NUMBER = re.compile(r"-?(?:\binf\b|\bnan\b|\b\d+\.?\d*(?:e[-+]?\d+)?)")
BESIDE = re.compile(r"^returned   [^(]*shape \([^)]*\) +expected   ")
SHAPE = re.compile(r"^([^(]*shape \([^)]*\))(\n|: )")
WIDTH = len(INDENT)


@dataclass(frozen=True)
class Block:
    """A word of the kit's, such as "returned", and what stands behind and below it."""

    word: str
    text: str | Markup

    @property
    def is_values(self) -> bool:
        """Whether its lines must not be wrapped: entries of arrays stand below each other."""
        return self.word in VALUES


def blocks(output: str) -> list[Block]:
    """The blocks of a row's output; a line that is in no column has an empty word."""
    return list(_marked([Block(word, "\n".join(lines)) for word, lines in _parted(output)]))


def _parted(output) -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    for line in _below_each_other(output.splitlines()):
        if line.startswith(INDENT) and found:
            found[-1][1].append(line[WIDTH:])
        elif line[:1].strip() and line[WIDTH - 2 : WIDTH] == "  ":
            found.append((line[:WIDTH].rstrip(), [line[WIDTH:]]))
        elif found and not found[-1][0]:
            found[-1][1].append(line)
        else:
            found.append(("", [line]))
    return found


def _below_each_other(lines: Sequence[str]) -> Iterator[str]:
    """The lines; what was returned stands above what was expected, and not beside it."""
    waiting: list[str] = []
    column = 0
    for line in lines:
        side = BESIDE.match(line)
        if side or (waiting and not line.startswith(INDENT)):
            yield from waiting
            waiting, column = [], side.end() - WIDTH if side else 0
        if column:
            yield line[:column].rstrip()
            waiting += [line[column:]] if line[column:].strip() else []
        else:
            yield line
    yield from waiting


def _marked(found: Sequence[Block]) -> Iterator[Block]:
    """The blocks; where a returned array is not the expected one, its wrong entries are marked."""
    for before, block, after in zip([None, *found], found, [*found[1:], None], strict=False):
        other = after if block.word == "returned" else before
        if other and (block.word, other.word) in (VALUES, VALUES[::-1]):
            yield replace(block, text=_with_marks(block.text, other.text))
        else:
            yield block


def _with_marks(text: str, other: str) -> str | Markup:
    """The text with the numbers marked that differ from the other's, if both have one shape.

    Where all of them differ, nothing is marked: that says no more than the words.
    """
    shape, gap, entries = _shape_and_entries(text)
    other_shape, _, other_entries = _shape_and_entries(other)
    own, others = NUMBER.findall(entries), NUMBER.findall(other_entries)
    same = [_same(*pair) for pair in zip(own, others, strict=False)]
    if shape != other_shape or len(own) != len(others) or all(same) or not any(same):
        return text
    pieces = zip(NUMBER.split(entries), [*own, ""], [*same, True], strict=True)
    marked = Markup("").join(
        escape(between) + (escape(number) if right else Markup("<mark>{}</mark>").format(number))
        for between, number, right in pieces
    )
    return escape(shape) + gap + marked


def _shape_and_entries(text):
    """What stands before, between and behind: "shape (2,)", ": ", "[1. 2.]"."""
    found = SHAPE.match(text)
    return (found[1], found[2], text[found.end() :]) if found else (text, "", "")


def _same(one, other):
    return one == other or float(one) == float(other)
