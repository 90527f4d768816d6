"""Code cells out of notebooks. They are text here, and are run by the worker alone."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from ..core.homework import written_names
from .files import Unreadable
from .names import NOTEBOOK
from .texts import is_exported

NOTHING: Mapping[str, bytes] = MappingProxyType({})
EMPTY = "it is no notebook, but an empty file"
CONFLICT = b"\n>>>>>>> "
# What a submission may name beside its functions.
CONSTANTS = ("LEADERBOARD",)


def cells_of(data: bytes) -> bytes:
    """A notebook's code cells, in order, as JSON; Unreadable where it is no notebook.

    Outputs, which may be megabytes, are dropped, and so are cells that are none. A
    notebook that is itself a Python file, as marimo writes it, is a single cell here.
    """
    if is_exported(data):
        return as_one_cell(data)
    try:
        sources = [source for cell in _cells(json.loads(data)) if (source := _source(cell))]
    except (ValueError, TypeError, KeyError, RecursionError):
        why = ": it has the marks of a merge in git" if CONFLICT in data else ""
        raise Unreadable(f"it is no notebook that can be read{why}" if data else EMPTY) from None
    return _packed(sources)


def _packed(value) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")


def _cells(document):
    """The cells; until version 4 of the format they stood in worksheets."""
    if "cells" in document:
        return list(document["cells"])
    return [cell for sheet in document["worksheets"] for cell in sheet["cells"]]


def _source(cell) -> str:
    """The text of a code cell; empty for any other."""
    if not isinstance(cell, dict) or cell.get("cell_type") != "code":
        return ""
    source = cell.get("source", cell.get("input"))
    lines = source if isinstance(source, list) else [source]
    return "".join(line for line in lines if isinstance(line, str))


def as_one_cell(source: bytes) -> bytes:
    """A .py file with another name than was asked for, as the cells of a notebook: there is one."""
    return _packed([source.decode("utf-8-sig", "replace")])


def text_of(cells: bytes) -> bytes:
    """What the cells say, as one text."""
    return "\n".join(json.loads(cells)).encode("utf-8", "replace")


def for_worker(
    path: str, cells: bytes, modules: Sequence[str], own: Mapping[str, bytes] = NOTHING
) -> bytes:
    """What the worker gets: the cells, for which modules, and the names that are asked for.

    Messages name the notebook at `path` and the cell, counted from 1. `own` are files of the
    package, which stand behind the notebook's cells and keep their names.
    """
    texts = json.loads(cells)
    places = [f"{path}, code cell {number}" for number, _ in enumerate(texts, 1)]
    wanted = sorted({name for module in modules for name in written_names()[module]})
    return _packed(
        {
            "modules": [module.removesuffix(".py") for module in modules],
            "wanted": [*wanted, *CONSTANTS],
            "names": [*places, *own],
            "cells": [*texts, *(one.decode("utf-8-sig", "replace") for one in own.values())],
        }
    )


def is_notebook(path: str) -> bool:
    """Whether a file's name is that of a notebook."""
    return path.lower().endswith(NOTEBOOK)
