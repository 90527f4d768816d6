"""Which of the functions that students write a text defines, and which of them are more than stubs.

Nothing here runs or parses a submission: each line is looked at once.
"""

from __future__ import annotations

import functools
import re
from collections import Counter

from ..core.homework import YOURS, stub_lines, written_regions

DEFINITION = re.compile(
    r"^[ \t]*(?:async[ \t]+)?(?:def|class)[ \t]+(\w+)|^(\w+)[ \t]*(?::[^=\n]*)?=", re.MULTILINE
)


def defined_in(text: bytes) -> frozenset[str]:
    """The functions and classes of the homework that it defines, as stubs or written."""
    return frozenset(_definitions(text))


def written_in(text: bytes) -> frozenset[str]:
    """Those of them of which something is written, in one of their definitions at least."""
    stubs = Counter(_stubs(text))
    regions = written_regions()
    counted = _definitions(text).items()
    return frozenset(name for name, count in counted if stubs[name] < count * regions[name])


def stubs_in(text: bytes) -> frozenset[str]:
    """Those of them of which nothing is written in any of their definitions."""
    return frozenset(_stubs(text)) - written_in(text)


@functools.lru_cache(maxsize=32)
def _definitions(text):
    found = DEFINITION.findall(text.decode("utf-8", "replace"))
    names = (one or other for one, other in found)
    return Counter(name for name in names if name in written_regions())


def _stubs(text):
    """The name in each error of a stub: "8.1 Dual.slope is yours to write" has Dual."""
    for line in stub_lines(text):
        words = line.partition(YOURS)[0].decode("utf-8", "replace").split()
        if words:
            yield words[-1].partition(".")[0]


def without_stubs(text: bytes) -> bytes:
    """The text in which the functions at its left that are stubs are empty lines."""
    lines = text.splitlines()
    start = 0
    for number, line in enumerate(lines):
        if line[:1].strip():
            start = number
        if YOURS in line and lines[start].startswith(b"def "):
            lines[start : number + 1] = [b""] * (number + 1 - start)
    return b"\n".join(lines) + b"\n"
