"""What a package lacks, looked for in all else that was handed in: copies, notebooks, …"""

from __future__ import annotations

import functools
import pathlib
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ..core.homework import PACKAGE, is_stub, student_modules, written_names
from .definitions import defined_in, stubs_in, without_stubs, written_in
from .files import Files, LeftOut, Unreadable
from .names import NOTEBOOK, age, module_meant
from .notebooks import as_one_cell, cells_of, for_worker, is_notebook, text_of


class Source(NamedTuple):
    """A file that defines some of what students write, and which of it is more than a stub.

    `data` are the bytes of a Python file, or the cells of a notebook. Where it is not `whole`, it
    adds to a file of which something is written.
    """

    path: str
    data: bytes
    defined: frozenset[str]
    written: frozenset[str]
    whole: bool = True

    @property
    def cells(self) -> bytes:
        """The file as the cells of a notebook."""
        return self.data if is_notebook(self.path) else as_one_cell(self.data)


def sources_in(files: Mapping[str, bytes]) -> tuple[list[Source], tuple[LeftOut, ...]]:
    """The files that define some of what students write; the notebooks that cannot be read."""
    found, left_out = [], []
    for path, data in files.items():
        try:
            content = cells_of(data) if is_notebook(path) else data
        except Unreadable as unreadable:
            left_out.append(LeftOut(path, str(unreadable)))
            continue
        text = text_of(content) if is_notebook(path) else content
        if defined := defined_in(text):
            found.append(Source(path, content, defined, written_in(text)))
    return found, tuple(left_out)


def with_plain_names(files: Mapping[str, bytes]) -> tuple[Files, dict[str, str]]:
    """The files, with copies under the names of what they are copies of, where those have nothing.

    `sgd (1).py`, `Copy of sgd.py` and `SGD.PY` are then also `sgd.py`. Also returns what
    each of them was called.
    """
    named, called = dict(files), {}
    for place, copies in _copies(files).items():
        module = place.rpartition("/")[2]
        names = frozenset(written_names()[module])
        best = min(copies, key=functools.partial(_rank, module, names))
        if place not in files or (_has_nothing(place, files) and best.written):
            named[place] = files[best.path]
            called[place] = best.path
    return named, called


def _copies(files) -> dict[str, list[Source]]:
    """By the path of a student's file, those beside it whose name means it."""
    found: dict[str, list[Source]] = {}
    every = ((path, module_meant(path)) for path in files if not is_notebook(path))
    meaning = {path: module for path, module in every if module}
    for source in sources_in({path: files[path] for path in meaning})[0]:
        folder, slash, name = source.path.rpartition("/")
        module = meaning[source.path]
        if name != module and not source.defined.isdisjoint(written_names()[module]):
            found.setdefault(f"{folder}{slash}{module}", []).append(source)
    return found


def _has_nothing(path, files):
    """Whether there is no such file, or only the stub of one."""
    return path not in files or is_stub(path.rpartition("/")[2], files[path])


def missing_from(found: Mapping[str, bytes]) -> Iterator[str]:
    """The student's files that are not there, or of which nothing is written."""
    return (module for module in student_modules() if _has_nothing(module, found))


def taken_from(sources: Sequence[Source], package: Mapping[str, bytes]) -> dict[str, Source]:
    """For each file that lacks something, the source that has most of that, if there is one."""
    taken = {}
    for module in student_modules():
        names = _lacking(module, package)
        fitting = [source for source in sources if source.defined & names]
        best = min(fitting, key=functools.partial(_rank, module, names), default=None)
        if best and (module not in package or best.written & names):
            taken[module] = best._replace(whole=_has_nothing(module, package))
    return taken


def _lacking(module, package):
    """What students write in this file, and of which it holds no more than the stub, or no word."""
    names, own = frozenset(written_names()[module]), package.get(module, b"")
    if _has_nothing(module, package):
        return names
    return {name for name in names if name.encode() not in own} | (names & stubs_in(own))


def _rank(module, names, source):
    """Most of the names written first; then a file named like it, the latest of those first."""
    meant = module_meant(source.path) == module
    other = age(source.path) if meant else (False, -len(source.defined), 0)
    written, defined = len(source.written & names), len(source.defined & names)
    return (-written, -defined, not meant, *other, source.path.count("/"), source.path)


def is_copy(module: str, source: Source) -> bool:
    """Whether a source's name means this file, so that it can stand for it as a whole."""
    meant = module_meant(source.path) == module and not is_notebook(source.path)
    return meant and source.whole


def filled(package: Files, taken: Mapping[str, Source]) -> Files:
    """The package with what was found elsewhere of it.

    A file whose name means one of the student's files becomes that file. Of all
    others, and of notebooks, the worker runs only what the functions need. What is written
    in the package itself comes last, and counts.
    """
    found = {name: data for name, data in package.items() if name not in taken}
    found |= {module: one.data for module, one in taken.items() if is_copy(module, one)}
    for modules, source in notebooks_among(taken):
        name = f"{pathlib.PurePosixPath(source.path).name.removesuffix(NOTEBOOK)}{NOTEBOOK}"
        free = name if name not in found else f"{len(found)} {name}"
        own = [one for one in modules if not taken[one].whole]
        texts = {f"{PACKAGE}/{one}": without_stubs(package[one]) for one in own}
        found[free] = for_worker(f"{PACKAGE}/{free}", source.cells, modules, texts)
    return found


def notebooks_among(taken: Mapping[str, Source]) -> list[tuple[list[str], Source]]:
    """The sources that count as notebooks, each with the files that are taken from it."""
    modules: dict[str, list[str]] = {}
    for module in sorted(taken):
        if not is_copy(module, taken[module]):
            modules.setdefault(taken[module].path, []).append(module)
    return [(modules[path], taken[modules[path][0]]) for path in sorted(modules)]
