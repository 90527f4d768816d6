"""What a submission's summary says of how it was read: what counts, what does not, and why."""

from __future__ import annotations

import json
import pathlib
from collections.abc import Collection, Iterator, Mapping, Sequence

from ..core.homework import YOURS, given_files, is_stub, student_modules, written_names
from .definitions import defined_in
from .files import LeftOut
from .filling import Source, is_copy, missing_from, notebooks_among
from .names import NOTEBOOK, is_archive, module_meant
from .notebooks import EMPTY, is_notebook

MAX_NAMED = 5
MAX_SEEN = 8


def left_out_notes(left_out: Sequence[LeftOut]) -> Iterator[str]:
    """A sentence on each of the first files that were not read, the homework's before others."""
    first = sorted(left_out, key=lambda one: module_meant(one.path) is None)
    yield from (f"Not read: {one.path}: {one.reason}" for one in first[:MAX_NAMED])
    if len(first) > MAX_NAMED:
        yield f"Not read: {len(first) - MAX_NAMED} more files."


def unread(left_out: Sequence[LeftOut], found: Mapping[str, bytes]) -> tuple[str, ...]:
    """Why what is missing may have been handed in all the same: files that could not be read.

    Where they hold what is missing, no points are a verdict.
    """
    missing = _missing(found)
    return tuple(f"{one.path}: {one.reason}" for one in left_out if _may_hold(one, missing, found))


def unread_notes(unread: Sequence[str]) -> Iterator[str]:
    """What to do about files that could not be read."""
    if unread:
        yield "What is missing may be in there: hand it in again in a form that can be read."


def _missing(found):
    """The student's files of which nothing is written, in no notebook of the package either."""
    packed = (json.loads(data) for path, data in found.items() if is_notebook(path))
    taken = {f"{module}.py" for one in packed for module in one["modules"]}
    return set(missing_from(found)) - taken


def _may_hold(left_out, missing, found):
    if not missing:
        return False
    path = left_out.path
    notebook = is_notebook(path) and left_out.reason != EMPTY
    anything = path.endswith("/") or notebook or (not found and is_archive(path))
    return anything or module_meant(path) in missing


def choice_notes(folder: str | None, candidates: Sequence[str]) -> Iterator[str]:
    """Which of several folders was taken."""
    if len(candidates) > 1:
        others = ", ".join(f"{other or 'the top folder'}" for other in candidates[1:4])
        yield (
            f"Graded: the files in {folder or 'the top folder'}, which holds most of what was "
            f"asked for. Looked at only for what is missing there: {others}."
        )


def source_notes(
    taken: Mapping[str, Source], called: Mapping[str, str], folder: str | None
) -> Iterator[str]:
    """Where files come from that were not handed in under their own name."""
    for path, old in called.items():
        parent, _, module = path.rpartition("/")
        if parent == folder:
            yield f"{old} was graded as {module}."
    for module, source in taken.items():
        if is_copy(module, source):
            path = called.get(source.path, source.path)
            yield f"{path} was graded as {module}."
    for modules, source in notebooks_among(taken):
        whole = [f"the functions of {one}" for one in modules if taken[one].whole]
        rest = [f"what {one} itself lacks" for one in modules if not taken[one].whole]
        yield f"Graded from {_shown(source.path)}: {', '.join([*whole, *rest])}."


def unused_notes(
    sources: Sequence[Source],
    taken: Mapping[str, Source],
    called: Mapping[str, str],
    folder: str | None,
) -> Iterator[str]:
    """What holds functions of the homework and does not count."""
    used = {source.path for source in taken.values()}
    unused = sorted(source.path for source in sources if source.path not in used)
    for path in unused[:MAX_NAMED]:
        shown = _without_ending(called.get(path, path))
        imported = ", except where it is imported" if _may_be_imported(path, folder) else ""
        yield f"{shown} was not graded{imported}: other files have more of what it defines."
    if len(unused) > MAX_NAMED:
        yield f"Nor were {len(unused) - MAX_NAMED} more files."


def _may_be_imported(path, folder):
    """Whether a file is a module in the package, or one beside it."""
    parent, _, name = path.rpartition("/")
    stem, _, ending = name.rpartition(".")
    reachable = folder is not None and parent in (folder, folder.rpartition("/")[0])
    return reachable and ending == "py" and stem.isidentifier()


def useless_notes(files: Mapping[str, bytes], found: Mapping[str, bytes]) -> Iterator[str]:
    """What is named like a file that is missing, and has none of its functions."""
    missing = _missing(found).difference(found)
    for path in sorted(files):
        module = module_meant(path)
        if module is None or module not in missing:
            continue
        if not defined_in(files[path]).intersection(written_names()[module]):
            names = ", ".join(written_names()[module])
            yield f"{path} was not graded: of the functions of {module} ({names}) it has none."


def _shown(path):
    return _without_ending(pathlib.PurePosixPath(path).name)


def _without_ending(path):
    """A notebook that was handed in as `sgd.py` is called that, and not `sgd.py.ipynb`."""
    return path.removesuffix(NOTEBOOK) if path.endswith(f".py{NOTEBOOK}") else path


def unfinished_notes(found: Mapping[str, bytes]) -> Iterator[str]:
    """A sentence on files of which a part is written, and of which a notebook may hold the rest."""
    halves = [name for name in student_modules() if YOURS in found.get(name, b"")]
    written = [name for name in halves if not is_stub(name, found[name])]
    if written and any(map(is_notebook, found)):
        yield (
            f"Of {', '.join(written)} a part is written, so these were graded as files, "
            "and not from a notebook."
        )


def nothing_found_notes(instead: str, package: str) -> Iterator[str]:
    """What was asked for, and what was handed in instead."""
    expected = ", ".join(student_modules())
    yield (
        f"Nothing to grade was found: you handed in {instead}, and none of the files {expected} "
        f"is there. Hand in the whole folder `{package}`."
    )


def named(paths: Collection[str]) -> str:
    """The first of the files that were handed in, and how many more there are."""
    more = f" and {len(paths) - MAX_SEEN} more" if len(paths) > MAX_SEEN else ""
    return ", ".join(sorted(paths)[:MAX_SEEN]) + more or "no file at all"


def given_notes(found: Mapping[str, bytes]) -> Iterator[str]:
    """Sentences on files that were given complete, and are missing or changed."""
    given = given_files()
    names = [name for name in given if name.endswith(".py") and name != "__init__.py"]
    if not found:
        return
    missing = [name for name in names if name not in found]
    if missing:
        yield f"Nobody has to hand in {', '.join(missing)}: the originals were used."
    for name in names:
        if name in found and _normalised(found[name]) != _normalised(given[name]):
            yield f"{name} differs from the one handed out; it was used as handed in."


def _normalised(source):
    return source.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").strip()
