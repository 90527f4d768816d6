"""Which of the files that were handed in are the package `backprop`."""

from __future__ import annotations

import pathlib
from collections.abc import Callable, Collection, Mapping, Sequence

from ..core.homework import (
    PACKAGE,
    beside_package,
    given_files,
    inert_helpers,
    student_modules,
)
from ..core.records import Submission
from ..core.untrusted import in_line
from . import told
from .definitions import written_in
from .files import LeftOut
from .filling import filled, sources_in, taken_from, with_plain_names
from .names import is_archive, version
from .several import class_notes
from .texts import as_texts

MAX_NOTE = 600


def find_package(
    name: str,
    files: Mapping[str, bytes],
    notes: tuple[str, ...],
    left_out: Sequence[LeftOut] = (),
    others: Callable[[], Collection[str]] = tuple,
) -> Submission:
    """The Submission in `files`, which are keyed by their path as handed in.

    The package is the folder in which most functions are written, then the one with most
    of the files; among equals one named `backprop`, then the one that is least deep, then the
    last version. A
    function that is not there, or only as a stub, is taken from the file or notebook that
    has most of what its file lacks. Given files that were not handed in
    are taken from the original. `left_out` is what could not be read. `others` names what was
    handed in besides, for where there is nothing to grade.
    """
    texts = as_texts(files)
    named, called = with_plain_names(texts.files)
    written = _written(named)
    candidates = _candidates(written)
    folder = candidates[0] if candidates else None
    package = {} if folder is None else _below(named, folder)
    sources, unreadable = sources_in(_elsewhere(named, folder, package, called.values()))
    taken = taken_from(sources, package)
    found = filled(package, taken)
    left_out = (*left_out, *texts.left_out, *unreadable)
    unread = told.unread(left_out, found)
    instead = "" if found else told.named(_seen(files, others()))
    sentences = (
        *notes,
        *class_notes(written),
        *told.left_out_notes(left_out),
        *told.unread_notes(unread),
        *texts.notes,
        *told.choice_notes(folder, candidates),
        *told.source_notes(taken, called, folder),
        *told.unused_notes(sources, taken, called, folder),
        *told.useless_notes(named, found),
        *told.unfinished_notes(found),
        *(told.nothing_found_notes(instead, PACKAGE) if instead else ()),
        *told.given_notes(found),
    )
    top = next((source.path for source in sources), None) if folder is None else folder
    return Submission(
        _readable(name),
        _with_data({**given_files(), **found}),
        _with_helpers(_beside(named, top)),
        tuple(map(_readable, sentences)),
        empty=_readable(instead),
        unread=tuple(map(_readable, unread)),
    )


def _seen(files, others):
    """What was handed in; an archive is not named beside its files."""
    return {*files, *(path for path in others if not files or not is_archive(path))}


def _elsewhere(files, folder, package, copied):
    """What a student may have written outside of the package's own files."""
    prefix = f"{folder}/" if folder else ""
    inside = {f"{prefix}{name}" for name in package if name in student_modules()}
    counted = inside.union(copied)
    others = (path for path in files if path not in counted and not _is_the_kits(path))
    return {path: files[path] for path in others}


def _is_the_kits(path):
    return path.rpartition("/")[2] in beside_package()


def _with_data(files):
    """The package with its data as it was given, whatever was handed in of it."""
    return files | {path: data for path, data in given_files().items() if not path.endswith(".py")}


def _with_helpers(beside):
    """The modules beside the package, with helpers for a student's own screen made inert."""
    return beside | {
        name: inert
        for name, inert in inert_helpers().items()
        if _is_helper(beside.get(name), inert)
    }


def _is_helper(source, inert):
    """Whether there is no such file, or one that defines what the helper does."""
    if source is None:
        return True
    names = [line.partition(b" = ")[0] for line in inert.splitlines()[1:]]
    return all(b"def " + name in source for name in names)


def _readable(text):
    """Text with what a file's name may hold and a page cannot show replaced."""
    return in_line(text, MAX_NOTE)


def _written(files):
    """What is written in each of the student's files, by the folder and the name of the file."""
    written: dict[str, dict[str, frozenset[str]]] = {}
    modules = student_modules()
    for path, data in files.items():
        parent, _, name = path.rpartition("/")
        if name in modules:
            written.setdefault(parent, {})[name] = written_in(data)
    return written


def _candidates(written):
    """The folders that may be the package, the best first."""
    return sorted(written, key=lambda folder: _rank(folder, written[folder]))


def _rank(folder, files):
    named_otherwise = pathlib.PurePosixPath(folder).name != PACKAGE
    written = sum(map(len, files.values()))
    return (-written, -len(files), named_otherwise, folder.count("/"), version(folder), folder)


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
