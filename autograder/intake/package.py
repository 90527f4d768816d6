"""Which of the files that were handed in are the package `backprop`."""

from __future__ import annotations

import pathlib
import re
from collections.abc import Mapping

from ..homework import YOURS, given_files, is_stub, student_modules
from ..records import Submission
from ..untrusted import in_line
from .files import NOTEBOOK, Unreadable
from .notebooks import (
    as_one_cell,
    cells_of,
    defines_something,
    for_worker,
    is_notebook,
    notebooks_for,
)

PACKAGE = "backprop"
MAX_NOTE = 600


def find_package(name: str, files: Mapping[str, bytes], notes: tuple[str, ...]) -> Submission:
    """The Submission in `files`, which are keyed by their path as handed in.

    The package is the folder that holds most of the files in which something is
    written, then most of the files; among equals one named `backprop`, then the
    one that is least deep. What is not there, or only as a stub, is taken from the
    notebook that defines most of it. Given files that were not handed in are taken from the
    original.
    """
    files = _with_plain_names(files)
    folder, candidates = _choose(files)
    found = {} if folder is None else _below(files, folder)
    notebooks, unreadable = _notebooks(files, folder)
    found, used = _with_notebooks(found, notebooks)
    notes = (*notes, *unreadable, *_choice_notes(folder, candidates), *used)
    if not found:
        notes = (*notes, _nothing_found(files))
    given = given_files()
    notes = (*notes, *_given_notes(found, given))
    data = {path: content for path, content in given.items() if not path.endswith(".py")}
    sources = {**given, **found, **data}
    beside = _beside(files, next(iter(notebooks), None) if folder is None else folder)
    told = tuple(map(_readable, notes))
    return Submission(_readable(name), sources, beside, told, empty=not found)


def _notebooks(files, folder):
    """The code cells of each notebook, and notes on those that cannot be read.

    Without any file of the right name, other .py files are looked through as well.
    """
    kept, notes = {}, []
    for path, data in files.items():
        if is_notebook(path):
            try:
                kept[path] = cells_of(data)
            except Unreadable as unreadable:
                notes.append(f"Not read: {path}: {unreadable}")
        elif folder is None:
            kept[f"{path}{NOTEBOOK}"] = as_one_cell(data)
    return {path: cells for path, cells in kept.items() if defines_something(cells)}, notes


def _with_notebooks(found, notebooks):
    """The package with what the notebooks define of it, and sentences on that."""
    taken = notebooks_for(notebooks, found)
    notes = []
    for number, (path, modules) in enumerate(taken.items(), 1):
        name = f"{pathlib.PurePosixPath(path).stem}{NOTEBOOK}"
        found = {file: data for file, data in found.items() if file not in modules}
        free = name if name not in found else f"{number} {name}"
        found[free] = for_worker(notebooks[path], modules)
        shown = name.replace(f".py{NOTEBOOK}", ".py")
        notes.append(f"Graded from {shown}: the functions of {', '.join(modules)}.")
    for path in sorted(notebooks.keys() - taken.keys()):
        notes.append(f"{path} was not graded: what it defines was found elsewhere.")
    notes += _unfinished(found)
    return found, notes


def _unfinished(found):
    """A sentence on files of which a part is written, and of which a notebook may hold the rest."""
    halves = [name for name in student_modules() if YOURS in found.get(name, b"")]
    written = [name for name in halves if not is_stub(name, found[name])]
    if written and any(map(is_notebook, found)):
        yield (
            f"Of {', '.join(written)} a part is written, so these were graded as files, "
            "and not from a notebook."
        )


def _readable(text):
    """Text with what a file's name may hold and a page cannot show replaced."""
    return in_line(text, MAX_NOTE)


def _with_plain_names(files):
    """`sgd (1).py` (a second download) and `Sgd.py` count as `sgd.py`, where that has nothing."""
    renamed = dict(files)
    for path in files:
        parent, slash, name = path.rpartition("/")
        name = re.sub(r" ?\(\d+\)\.py$", ".py", name)
        name = name.lower() if name.lower() in student_modules() else name
        plain = f"{parent}{slash}{name}"
        if plain != path and _has_nothing(plain, renamed):
            renamed[plain] = renamed.pop(path)
    return renamed


def _has_nothing(path, files):
    """Whether there is no such file, or only the stub of one."""
    name = path.rpartition("/")[2]
    return path not in files or (name in student_modules() and is_stub(name, files[path]))


def _choose(files):
    """The package's folder, None where there is none, and all candidates in their order."""
    written: dict[str, int] = {}
    present: dict[str, int] = {}
    modules = student_modules()
    for path, data in files.items():
        parent, _, name = path.rpartition("/")
        if name in modules:
            present[parent] = present.get(parent, 0) + 1
            written[parent] = written.get(parent, 0) + (not is_stub(name, data))
    ranked = sorted(present, key=lambda folder: _rank(folder, written[folder], present[folder]))
    return (ranked[0] if ranked else None), ranked


def _rank(folder, written, present):
    named_otherwise = pathlib.PurePosixPath(folder).name != PACKAGE
    return (-written, -present, named_otherwise, folder.count("/"), folder)


def _below(files, folder):
    prefix = f"{folder}/" if folder else ""
    return {
        path[len(prefix) :]: data
        for path, data in files.items()
        if path.startswith(prefix) and path.endswith(".py")
    }


def _beside(files, folder):
    """The modules next to the package's folder, which it may import."""
    if not folder:
        return {}
    parent = folder.rpartition("/")[0]
    prefix = f"{parent}/" if parent else ""
    return {
        path[len(prefix) :]: data
        for path, data in files.items()
        if path.startswith(prefix) and "/" not in path[len(prefix) :] and path.endswith(".py")
    }


def _nothing_found(files):
    expected = ", ".join(student_modules())
    seen = ", ".join(sorted(files)[:8]) or "no .py file at all"
    return (
        f"Nothing to grade was found: of the files {expected} none is there. "
        f"Seen: {seen}. Hand in the whole folder `{PACKAGE}`."
    )


def _choice_notes(folder, candidates):
    if len(candidates) > 1:
        others = ", ".join(f"{other or 'the top folder'}" for other in candidates[1:4])
        yield (
            f"Graded: the files in {folder or 'the top folder'}, which holds most of what was "
            f"asked for. Not looked at: {others}."
        )


def _given_notes(found, given):
    """Sentences on files that were given complete, and are missing or changed."""
    names = [name for name in given if name.endswith(".py") and name != "__init__.py"]
    if not found:
        return
    missing = [name for name in names if name not in found]
    if missing:
        yield f"Not handed in, so the originals were used: {', '.join(missing)}."
    for name in names:
        if name in found and _normalised(found[name]) != _normalised(given[name]):
            yield f"{name} differs from the one handed out; it was used as handed in."


def _normalised(source):
    return source.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").strip()
