"""Code cells out of a notebook. They are text here, and are run by the worker alone."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from ..homework import BEGIN, PACKAGE_FOLDER, student_modules, written_names
from .files import NOTEBOOK, Unreadable

YOURS = b"is yours to write"


def cells_of(data: bytes) -> bytes:
    """A notebook's code cells, in order, as JSON; Unreadable where it is no notebook.

    Outputs, which may be megabytes, are dropped.
    """
    try:
        document = json.loads(data)
        return json.dumps([_source(cell) for cell in _cells(document) if _is_code(cell)]).encode()
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise Unreadable("it is no notebook that can be read") from None


def _cells(document):
    """The cells; until version 4 of the format they stood in worksheets."""
    if "cells" in document:
        return document["cells"]
    return [cell for sheet in document["worksheets"] for cell in sheet["cells"]]


def _is_code(cell):
    return cell["cell_type"] == "code"


def _source(cell):
    source = cell["source"] if "source" in cell else cell["input"]
    return source if isinstance(source, str) else "".join(source)


def best_notebook(files: Mapping[str, bytes]) -> str | None:
    """The path of the notebook that defines most of what students write; None if none does."""
    counts = {path: len(_defined(files[path])) for path in files if path.endswith(NOTEBOOK)}
    ranked = sorted(counts, key=lambda path: (-counts[path], path.count("/"), path))
    return ranked[0] if ranked and counts[ranked[0]] else None


def modules_in(notebook: bytes, found: Mapping[str, bytes]) -> list[str]:
    """The student's files that are to be taken from a notebook.

    Those are the files that were not handed in, or only as the stub that was
    handed out, and of which the notebook defines something.
    """
    defined = _defined(notebook)
    return [
        module
        for module in student_modules()
        if (module not in found or _is_stub(module, found[module]))
        and not defined.isdisjoint(written_names()[module])
    ]


def _is_stub(module, source):
    regions = (PACKAGE_FOLDER / module).read_bytes().count(BEGIN.encode())
    return source.count(YOURS) >= regions


def _defined(notebook):
    """The names that students write of which the cells hold a definition."""
    text = "\n".join(json.loads(notebook))
    names = set(re.findall(r"^[ \t]*(?:def|class)[ \t]+(\w+)|^(\w+)[ \t]*=", text, re.MULTILINE))
    found = {name for pair in names for name in pair if name}
    return found.intersection(*[{n for names in written_names().values() for n in names}])


def with_wanted(notebook: bytes) -> bytes:
    """What the worker gets: the cells, and the names that it will be asked for."""
    wanted = sorted({name for names in written_names().values() for name in names})
    return json.dumps({"wanted": wanted, "cells": json.loads(notebook)}).encode()
