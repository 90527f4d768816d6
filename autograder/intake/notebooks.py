"""Code cells out of notebooks. They are text here, and are run by the worker alone."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import partial

from ..homework import is_stub, student_modules, written_names
from .files import NOTEBOOK, Unreadable

# What a submission may name beside its functions.
CONSTANTS = ("LEADERBOARD",)


def cells_of(data: bytes) -> bytes:
    """A notebook's code cells, in order, as JSON; Unreadable where it is no notebook.

    Outputs, which may be megabytes, are dropped, and so are cells that are none.
    """
    try:
        sources = [source for cell in _cells(json.loads(data)) if (source := _source(cell))]
    except (ValueError, TypeError, KeyError, RecursionError):
        raise Unreadable("it is no notebook that can be read") from None
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
    """A .py file with another name than was asked for, as a notebook of one cell."""
    return _packed([source.decode("utf-8-sig", "replace")])


def notebooks_for(
    notebooks: Mapping[str, bytes], found: Mapping[str, bytes]
) -> dict[str, tuple[str, ...]]:
    """Which of the student's files is to be taken from which notebook: {path: (file, ...)}.

    Taken are files that were not handed in, or only as the stub that was handed
    out, each from the notebook that defines most of it.
    """
    defined = {path: _defined(notebooks[path]) for path in notebooks}
    taken: dict[str, tuple[str, ...]] = {}
    for module in student_modules():
        if module in found and not is_stub(module, found[module]):
            continue
        names = set(written_names()[module])
        ranked = sorted(defined, key=partial(_rank, defined, names))
        if ranked and names & defined[ranked[0]]:
            taken[ranked[0]] = (*taken.get(ranked[0], ()), module)
    return taken


def _rank(defined, names, path):
    return -len(names & defined[path]), -len(defined[path]), path.count("/"), path


def defines_something(notebook: bytes) -> bool:
    """Whether its cells define any of what students write."""
    return bool(_defined(notebook))


def _defined(notebook):
    """The names that students write of which the cells hold a definition."""
    text = "\n".join(json.loads(notebook))
    names = set(re.findall(r"^[ \t]*(?:def|class)[ \t]+(\w+)|^(\w+)[ \t]*=", text, re.MULTILINE))
    found = {name for pair in names for name in pair if name}
    return found & {name for names in written_names().values() for name in names}


def for_worker(notebook: bytes, modules: tuple[str, ...]) -> bytes:
    """What the worker gets: the cells, for which modules, and the names that are asked for."""
    wanted = sorted({name for names in written_names().values() for name in names})
    return _packed(
        {
            "modules": [module.removesuffix(".py") for module in modules],
            "wanted": [*wanted, *CONSTANTS],
            "cells": json.loads(notebook),
        }
    )


def is_notebook(path: str) -> bool:
    """Whether a file's name is that of a notebook."""
    return path.lower().endswith(NOTEBOOK)
