"""Which of the files that were handed in are the package `backprop`."""

from __future__ import annotations

import pathlib
import re
from collections.abc import Mapping

from ..homework import given_files, student_modules
from ..records import Submission
from .files import NOTEBOOK, Unreadable
from .notebooks import best_notebook, cells_of, modules_in, with_wanted

PACKAGE = "backprop"
MAX_NOTE = 600


def find_package(name: str, files: Mapping[str, bytes], notes: tuple[str, ...]) -> Submission:
    """The Submission in `files`, which are keyed by their path as handed in.

    The package is the folder that holds most of the files in which students
    write; among equals one named `backprop`, then the one that is least deep.
    What is not there, or only as a stub, is taken from the notebook that
    defines most of it. Given files that were not handed in are taken from the
    original.
    """
    files, unreadable = _with_cells(_with_plain_names(files))
    folder, candidates = _choose(files)
    found = {} if folder is None else _below(files, folder)
    notes = (*notes, *unreadable, *_choice_notes(folder, candidates))
    notebook = best_notebook(files)
    if notebook:
        found, more = _with_notebook(found, notebook, files[notebook])
        notes = (*notes, more)
    if not found:
        notes = (*notes, _nothing_found(files))
    given = given_files()
    notes = (*notes, *_given_notes(found, given))
    data = {path: content for path, content in given.items() if not path.endswith(".py")}
    sources = {**given, **found, **data}
    beside = _beside(files, folder if folder is not None else notebook)
    return Submission(_readable(name), sources, beside, tuple(map(_readable, notes)))


def _with_cells(files):
    """Notebooks as their code cells; those that cannot be read become notes."""
    kept, notes = {}, []
    for path, data in files.items():
        try:
            kept[path] = cells_of(data) if path.endswith(NOTEBOOK) else data
        except Unreadable as unreadable:
            notes.append(f"Not read: {path}: {unreadable}")
    return kept, notes


def _with_notebook(found, path, cells):
    """The package with what a notebook defines of it, and a sentence on that."""
    name = pathlib.PurePosixPath(path).name
    modules = modules_in(cells, found)
    if not modules:
        return found, f"{name} was not graded, since the .py files hold the functions."
    kept = {file: data for file, data in found.items() if file not in modules}
    where = "which were not handed in as .py files" if len(kept) else "no .py file was handed in"
    note = f"Graded from {name}: the functions of {', '.join(modules)} ({where})."
    return {**kept, name: with_wanted(cells)}, note


def _readable(text):
    """Text with what a file's name may hold and a page cannot show replaced."""
    return "".join(c if c.isprintable() else "?" for c in text[:MAX_NOTE])


def _with_plain_names(files):
    """A browser's second download, `sgd (1).py`, counts as `sgd.py` where that is not there."""
    renamed = {}
    for path, data in files.items():
        plain = re.sub(r" ?\(\d+\)\.py$", ".py", path)
        if plain == path or plain in files or plain in renamed:
            plain = path
        renamed[plain] = data
    return renamed


def _choose(files):
    counts: dict[str, int] = {}
    modules = student_modules()
    for path in files:
        parent, _, file_name = path.rpartition("/")
        if file_name in modules:
            counts[parent] = counts.get(parent, 0) + 1
    if not counts:
        return None, []
    ranked = sorted(counts, key=lambda folder: _rank(folder, counts[folder]))
    return ranked[0], ranked


def _rank(folder, count):
    named_otherwise = pathlib.PurePosixPath(folder).name != PACKAGE
    return (-count, named_otherwise, folder.count("/"), folder)


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
