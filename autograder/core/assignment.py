"""One homework, as the engine is told of it.

The engine knows no name of a function, a part or a question: all of that is in a package that
describes the assignment. Which one that is, the environment says: AUTOGRADER_ASSIGNMENT is the
name of a module with an `ASSIGNMENT` in it, and goes on to every process that is started.
"""

from __future__ import annotations

import functools
import importlib
import os
import pathlib
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

PART = re.compile(r"part_(\d+)_(\w+)")
VARIABLE = "AUTOGRADER_ASSIGNMENT"
USUAL = "autograder.assignment"


class Part(NamedTuple):
    """One part: its number, the students' module that it is about, and the package and folder
    in which its questions and known mistakes are: part_2_jacobians."""

    number: int
    module: str
    package: str
    folder: pathlib.Path


class Assignment(NamedTuple):
    """Where a homework's files are, and which modules hold what the engine uses of it.

    `root` has solution/, stencil/ and handout/ in it. `package` is the students' package.
    `parts` are in the order of their numbers. Objects of lent classes have `methods` and
    `attributes`; lent functions of the modules in `squaring` answer with the square of what they
    are given. `figures` and `leaderboard` are names of modules, or empty. `notebook` is the name
    of the handed-out notebook, or empty: then there is no handout. The answers of `guessable`
    questions are an argument itself. In `variants` are correct solutions in other styles;
    `equivalent` names mutants of the reference that are correct too, and why. `skeletons` holds
    what `new-question` writes where it is not the usual.
    """

    name: str
    root: pathlib.Path
    package: str
    settings: pathlib.Path
    parts: tuple[Part, ...]
    methods: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()
    squaring: tuple[str, ...] = ()
    figures: str = ""
    leaderboard: str = ""
    notebook: str = ""
    guessable: tuple[str, ...] = ()
    variants: pathlib.Path | None = None
    equivalent: Mapping[str, str] = MappingProxyType({})
    skeletons: pathlib.Path | None = None

    @property
    def folder(self) -> pathlib.Path:
        """The students' package, finished."""
        return self.root / "solution" / self.package

    @property
    def questions(self) -> tuple[str, ...]:
        """The modules of graded questions, in the order of the parts."""
        return tuple(f"{part.package}.questions" for part in self.parts)

    @property
    def mistakes(self) -> tuple[str, ...]:
        """The modules of known mistakes; a part need not have one."""
        named = (part for part in self.parts if (part.folder / "mistakes.py").is_file())
        return tuple(f"{part.package}.mistakes" for part in named)


def parts_beside(file: str, package: str) -> tuple[Part, ...]:
    """The parts in a package, whose __init__.py is `file`: its folders part_2_jacobians, …"""
    folders = pathlib.Path(file).parent.iterdir()
    found = [(PART.fullmatch(one.name), one) for one in folders if (one / "questions.py").is_file()]
    parts = [
        Part(int(named[1]), named[2], f"{package}.{folder.name}", folder)
        for named, folder in found
        if named
    ]
    return tuple(sorted(parts, key=lambda part: part.number))


@functools.lru_cache(maxsize=1)
def current() -> Assignment:
    """The assignment that this process serves."""
    return importlib.import_module(os.environ.get(VARIABLE, USUAL)).ASSIGNMENT


def root_above(file: str) -> pathlib.Path:
    """The folder around this file that has solution/ in it; where none has, the kit's."""
    around = pathlib.Path(file).resolve().parents
    return next((one for one in around if (one / "solution").is_dir()), around[2])
