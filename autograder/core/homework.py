"""The homework's own files: where the solution is, which of its files are given complete."""

from __future__ import annotations

import ast
import functools
import pathlib
import re
from collections.abc import Mapping
from types import MappingProxyType

from .assignment import current

KIT = pathlib.Path(__file__).resolve().parents[1]
ROOT = current().root
SOLUTION = ROOT / "solution"
PACKAGE = current().package
PACKAGE_FOLDER = current().folder
BEGIN = "# BEGIN SOLUTION"
END = "# END SOLUTION"
YOURS = b"is yours to write"
DEFINITION = re.compile(r"^(?:def|class) +(\w+)", re.MULTILINE)
# A definition, or an import that may bring some. Nothing in it crosses the end of a line: each
# line is looked at once, however many blank ones a file has.
DEFINES = re.compile(rb"^[ \t]*(?:def|class|from)[ \t]|^\w+[ \t]*=", re.MULTILINE)


def package_files(folder: pathlib.Path = PACKAGE_FOLDER) -> dict[str, bytes]:
    """The files of a folder by their path in it, without what tools leave behind."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in _files_in(folder)}


def _files_in(folder):
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not any(map(_left_behind, path.relative_to(folder).parts)):
            yield path


def _left_behind(name):
    return name.startswith(".") or name == "__pycache__"


@functools.lru_cache(maxsize=1)
def _files() -> Mapping[str, bytes]:
    return MappingProxyType(package_files(PACKAGE_FOLDER))


@functools.lru_cache(maxsize=1)
def given_files() -> Mapping[str, bytes]:
    """The files of the package that students get complete: those without a solution region."""
    files = _files().items()
    return MappingProxyType({name: data for name, data in files if BEGIN.encode() not in data})


@functools.lru_cache(maxsize=1)
def student_modules() -> tuple[str, ...]:
    """The names of the files in which students write."""
    return tuple(name for name in _files() if name not in given_files())


@functools.lru_cache(maxsize=1)
def written_names() -> dict[str, tuple[str, ...]]:
    """For each file in which students write, the functions and classes that they finish."""
    return {file: tuple(regions) for file, regions in _regions_of_files().items()}


@functools.lru_cache(maxsize=1)
def written_regions() -> dict[str, int]:
    """For each function and class that students finish, how many solution regions it has."""
    return {name: n for regions in _regions_of_files().values() for name, n in regions.items()}


@functools.lru_cache(maxsize=1)
def _regions_of_files():
    """For each file in which students write, the solution regions of its definitions."""
    return {file: _regions_in(_files()[file].decode()) for file in student_modules()}


def _regions_in(source):
    """By the names at the left margin; to parse the files would take a hundredth of a grading."""
    _, *pieces = DEFINITION.split(source)
    counts = {name: body.count(BEGIN) for name, body in zip(pieces[::2], pieces[1::2], strict=True)}
    return {name: count for name, count in counts.items() if count}


@functools.lru_cache(maxsize=1)
def beside_package() -> frozenset[str]:
    """The names of the Python files that are handed out beside the package, such as the tests."""
    paths = (path for path in _files_in(SOLUTION) if PACKAGE_FOLDER not in path.parents)
    names = {path.name for path in paths if path.suffix == ".py"}
    return frozenset(names.difference(inert_helpers()))


@functools.lru_cache(maxsize=1)
def inert_helpers() -> Mapping[str, bytes]:
    """Modules that are handed out beside the package, as the notebook's, in which nothing acts.

    Each of their functions accepts any call and may be used in a `with`. A submission that
    imports them is graded, and not what they do.
    """
    return {path.name: _inert(path.read_text("utf-8")) for path in sorted(SOLUTION.glob("*.py"))}


def _inert(source):
    names = [node.name for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)]
    lines = [f"{name} = lambda *_, **__: nullcontext()" for name in names]
    return "\n".join(["from contextlib import nullcontext", *lines, ""]).encode()


def stub_lines(source: bytes) -> list[bytes]:
    """The lines of a text that say that something is still to be written."""
    return [line for line in source.splitlines() if YOURS in line] if YOURS in source else []


def is_stub(name: str, source: bytes) -> bool:
    """Whether nothing is written in a student's file: as handed out, or without definitions."""
    return source.count(YOURS) >= _regions()[name] or not DEFINES.search(source)


def prepare():
    """Read what is needed of the homework now, so that a fork of this process has it already."""
    given_files(), written_names(), written_regions(), beside_package(), _regions()


@functools.lru_cache(maxsize=1)
def _regions() -> dict[str, int]:
    """For each file in which students write, how many solution regions it has."""
    return {name: _files()[name].count(BEGIN.encode()) for name in student_modules()}
