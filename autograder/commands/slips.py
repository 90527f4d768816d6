"""Slips in what course staff write: the file and the line that an exception comes from.

Nothing of the homework is imported here, since it may be what cannot be.
"""

from __future__ import annotations

import ast
import importlib.util
import os
import pathlib
import traceback

from ..core.assignment import USUAL, VARIABLE, root_above


def slip_of(error: BaseException) -> str:
    """What staff have to mend: file, line and error, where one of their files cannot be read or
    imported; "" where the exception comes from elsewhere."""
    if isinstance(error, SyntaxError):
        # What a parser accepts may still not compile, as a `return` outside of a function.
        own = [error] if _is_own(error.filename or "") else []
        return "\n".join(_unreadable()) or "".join(map(_unread, own))
    passed = traceback.extract_tb(error.__traceback__)
    frames = [frame for frame in passed if _is_own(frame.filename)]
    if not any(frame.name == "<module>" for frame in frames):
        return ""
    return f"{_named(frames[-1].filename, frames[-1].lineno)}: {type(error).__name__}: {error}"


def _unreadable():
    """Every file that is no Python, a line each."""
    for path in sorted({path for folder in _own_folders() for path in folder.rglob("*.py")}):
        try:
            ast.parse(path.read_bytes(), str(path))
        except SyntaxError as error:
            yield _unread(error)


def _unread(error):
    return f"{_named(error.filename, error.lineno)}: {type(error).__name__}: {error.msg}"


def _is_own(file):
    path = pathlib.Path(file)
    return path.is_absolute() and any(map(path.resolve().is_relative_to, _own_folders()))


def _own_folders():
    """The assignment's package, and solution/."""
    spec = importlib.util.find_spec(os.environ.get(VARIABLE, USUAL))
    if spec is None or spec.origin is None:
        return []
    folder = pathlib.Path(spec.origin).resolve().parent
    return [folder, root_above(spec.origin) / "solution"]


def _named(file, line):
    root = _own_folders()[-1].parent
    return f"{pathlib.Path(file).resolve().relative_to(root).as_posix()}, line {line}"
