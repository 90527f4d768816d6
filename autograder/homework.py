"""The homework's own files: where the solution is, which of its files are given complete."""

from __future__ import annotations

import ast
import functools
import pathlib
from collections.abc import Mapping
from types import MappingProxyType

ROOT = pathlib.Path(__file__).resolve().parents[1]
SOLUTION = ROOT / "solution"
PACKAGE_FOLDER = SOLUTION / "backprop"
BEGIN = "# BEGIN SOLUTION"
END = "# END SOLUTION"


def package_files(folder: pathlib.Path = PACKAGE_FOLDER) -> dict[str, bytes]:
    """The files of a folder by their path in it, without what tools leave behind."""
    paths = {path.relative_to(folder): path for path in sorted(folder.rglob("*"))}
    return {
        relative.as_posix(): path.read_bytes()
        for relative, path in paths.items()
        if path.is_file() and not any(map(_left_behind, relative.parts))
    }


def _left_behind(name):
    return name.startswith(".") or name == "__pycache__"


@functools.lru_cache(maxsize=1)
def given_files() -> Mapping[str, bytes]:
    """The files of the package that students get complete: those without a solution region."""
    files = package_files(PACKAGE_FOLDER).items()
    return MappingProxyType({name: data for name, data in files if BEGIN.encode() not in data})


@functools.lru_cache(maxsize=1)
def student_modules() -> tuple[str, ...]:
    """The names of the files in which students write."""
    return tuple(name for name in package_files(PACKAGE_FOLDER) if name not in given_files())


@functools.lru_cache(maxsize=1)
def written_names() -> dict[str, tuple[str, ...]]:
    """For each file in which students write, the functions and classes that it defines."""
    return {
        name: tuple(
            node.name
            for node in ast.parse((PACKAGE_FOLDER / name).read_bytes()).body
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_")
        )
        for name in student_modules()
    }
