"""Puts entries and imports into a file's text; all else of it stays as it is, byte for byte."""

from __future__ import annotations

import ast
from typing import Any

from .points import node_of


def with_entry(text: str, table: str, key: Any, entry: str) -> str:
    """The text with one more entry in a dict, behind the last whose key comes before `key`."""
    node = node_of(text.encode(), table)
    pairs = list(zip(node.keys, node.values, strict=True)) if isinstance(node, ast.Dict) else []
    places = {ast.literal_eval(name): (name, value) for name, value in pairs if name}
    if not places:
        raise ValueError(f"{table} is no table with entries")
    first = next(name for name, _ in places.values())
    indent = text.splitlines()[first.lineno - 1][: first.col_offset]
    gap = " " if indent.strip() else f"\n{indent}"
    before = [value for one, (_, value) in places.items() if _order(one) < _order(key)]
    if before:
        at = _offset(text, before[-1].end_lineno, before[-1].end_col_offset)
        return f"{text[:at]},{gap}{entry}{text[at:]}"
    at = _offset(text, first.lineno, first.col_offset)
    return f"{text[:at]}{entry},{gap}{text[at:]}"


def _order(key):
    return tuple(map(int, str(key).split(".")))


def _offset(text, line, column):
    """Where a place of ast's, which counts bytes, is in the text."""
    lines = text.splitlines(keepends=True)
    return sum(map(len, lines[: line - 1])) + len(lines[line - 1].encode()[:column].decode())


def with_imports(text: str, imports: str) -> str:
    """The text that has these imports too, each behind the last one, or in one from the same
    module; what is there already is not imported again."""
    for node in ast.parse(imports).body:
        names = [name.name for name in getattr(node, "names", ())]
        bound = [name.asname or name.name for name in getattr(node, "names", ())]
        if set(bound) <= bound_names(text):
            continue
        text = (
            _joined(text, node, names) if isinstance(node, ast.ImportFrom) else _added(text, node)
        )
    return text


def _joined(text, wanted, names):
    """The names in an import from the same module on one line, or else an import of their own."""
    for node in ast.parse(text).body:
        same = isinstance(node, ast.ImportFrom) and (node.module, node.level) == (
            wanted.module,
            wanted.level,
        )
        if same and node.lineno == node.end_lineno:
            old = text.splitlines()[node.lineno - 1]
            there = [one.name for one in node.names]
            start = old.partition(" import ")[0]
            return text.replace(old, f"{start} import {', '.join(sorted({*there, *names}))}", 1)
    return _added(text, wanted)


def _added(text, node):
    lines = text.splitlines()
    imports = [one for one in ast.parse(text).body if isinstance(one, (ast.Import, ast.ImportFrom))]
    at = imports[-1].end_lineno if imports else 1
    return "\n".join([*lines[:at], ast.unparse(node), *lines[at:], ""])


def bound_names(text: str) -> set[str]:
    """The names that a file defines or imports at its top level."""
    found: set[str] = set()
    for node in ast.parse(text).body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            found.add(node.name)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            found.update(one.asname or one.name for one in node.names)
        elif isinstance(node, ast.Assign):
            found.update(
                name.id
                for target in node.targets
                for name in ast.walk(target)
                if isinstance(name, ast.Name)
            )
    return found
