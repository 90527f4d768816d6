"""Cuts the solution regions out of a file: what is left is the stencil's.

A region stands inside a function, between the whole lines `# BEGIN SOLUTION`
and `# END SOLUTION`. Right above it stands a comment that begins with the
question's id: it becomes the TODO.
"""

from __future__ import annotations

import ast
import itertools
import re
from dataclasses import dataclass

from ..core.homework import BEGIN, END

ID = re.compile(r"# (\d+\.\d+) (\S.*)")


class MarkerError(ValueError):
    """A marker is not as it should be; the text says where and how."""


@dataclass(frozen=True)
class Region:
    """One solution region: the question's id, the function, and its lines (from 1, markers
    included); `comment` is the line on which the comment above it begins."""

    question: str
    function: str
    comment: int
    begin: int
    end: int


def find_regions(source: str, file: str) -> list[Region]:
    """The solution regions of a file; MarkerError, with file and line, where one is amiss."""
    lines = source.splitlines()
    functions = _functions(ast.parse(source, file))
    regions = [_region(lines, functions, file, begin, end) for begin, end in _pairs(lines, file)]
    for earlier, later in itertools.pairwise(regions):
        if earlier.function == later.function:
            raise MarkerError(
                f"{file}, line {later.begin}: {later.function} has a solution region already, "
                f"in line {earlier.begin}"
            )
    return regions


def cut(source: str, file: str) -> str:
    """The source with each solution region replaced by a TODO and a NotImplementedError."""
    lines = source.splitlines()
    for region in reversed(find_regions(source, file)):
        indent = lines[region.begin - 1].partition("#")[0]
        first = lines[region.comment - 1]
        lines[region.comment - 1] = first.replace(
            f"# {region.question} ", f"# TODO({region.question}): ", 1
        )
        message = f"{region.question} {region.function} is yours to write"
        stub = f'{indent}raise NotImplementedError("{message}")'
        lines[region.begin - 1 : region.end] = [stub]
    return "\n".join(lines) + "\n"


def _pairs(lines, file):
    """The line numbers of each BEGIN and its END."""
    begin = 0
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if text == BEGIN:
            if begin:
                raise MarkerError(f"{file}, line {number}: {BEGIN} inside the one of line {begin}")
            begin = number
        elif text == END:
            if not begin:
                raise MarkerError(f"{file}, line {number}: {END} without a {BEGIN}")
            yield begin, number
            begin = 0
        elif BEGIN in line or END in line:
            raise MarkerError(f"{file}, line {number}: a marker must be alone on its line")
    if begin:
        raise MarkerError(f"{file}, line {begin}: {BEGIN} without an {END}")


def _functions(tree, prefix=""):
    """(name, first line, last line) of each function, named as `Dual.__mul__` in a class."""
    found = []
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            found.append((prefix + node.name, node.lineno, node.end_lineno))
        elif isinstance(node, ast.ClassDef):
            found += _functions(node, f"{prefix}{node.name}.")
    return found


def _region(lines, functions, file, begin, end):
    around = [name for name, first, last in functions if first < begin and end <= last + 1]
    if not around:
        raise MarkerError(f"{file}, line {begin}: a solution region must stand inside a function")
    comment = begin
    while _is_comment(lines[comment - 2]):
        comment -= 1
    named = ID.fullmatch(lines[comment - 1].strip())
    if comment == begin or not named:
        raise MarkerError(
            f"{file}, line {begin}: above a solution region stands a comment that begins with "
            "the question's id: # 2.5 ..."
        )
    return Region(named[1], around[-1], comment, begin, end)


def _is_comment(line):
    return line.strip().startswith("#") and line.strip() not in (BEGIN, END)
