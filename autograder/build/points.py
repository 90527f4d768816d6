"""What students are told of parts, questions and points: solution/tests/points.py, read as text."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import Any

POINTS = "tests/points.py"


def constant(files: Mapping[str, bytes], name: str) -> Any:
    """The value of a name in points.py. KeyError, in a sentence, where it is not defined."""
    return ast.literal_eval(node_of(files[POINTS], name))


def line_of(files: Mapping[str, bytes], name: str, key: Any = None) -> int:
    """The line on which an entry of a table or list is, or where that begins."""
    node = node_of(files[POINTS], name)
    entries = node.keys if isinstance(node, ast.Dict) else getattr(node, "elts", [])
    found = (one.lineno for one in entries if isinstance(one, ast.Constant) and one.value == key)
    return next(found, node.lineno)


def node_of(source: bytes, name: str) -> ast.expr:
    """The expression that a name is set to."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == name:
            return node.value
    raise KeyError(f"solution/{POINTS} does not define {name}")


def part_of(number: str) -> int:
    """The part of a question: 2 of "2.5"."""
    return int(number.partition(".")[0])
