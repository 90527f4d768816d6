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
from collections.abc import Mapping
from dataclasses import dataclass, field

VARIABLE = "AUTOGRADER_ASSIGNMENT"
USUAL = "autograder.assignment"


@dataclass(frozen=True)
class Assignment:
    """Where a homework's files are, and which modules hold what the engine uses of it.

    `root` has solution/, stencil/ and handout/ in it. `package` is the students' package.
    `questions` and `mistakes` are the names of modules, in the order of the parts. Objects of
    lent classes have `methods` and `attributes`; lent functions of the modules in `squaring`
    answer with the square of what they are given. `figures` and `leaderboard` are names of
    modules, or empty. `notebook` is the name of the handed-out notebook, or empty: then there is
    no handout. The answers of `guessable` questions are an argument itself. In `variants` are
    correct solutions in other styles; `equivalent` names mutants of the reference that are
    correct too, and why.
    """

    name: str
    root: pathlib.Path
    package: str
    settings: pathlib.Path
    questions: tuple[str, ...]
    mistakes: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()
    squaring: tuple[str, ...] = ()
    figures: str = ""
    leaderboard: str = ""
    notebook: str = ""
    guessable: tuple[str, ...] = ()
    variants: pathlib.Path | None = None
    equivalent: Mapping[str, str] = field(default_factory=dict)

    @property
    def folder(self) -> pathlib.Path:
        """The students' package, finished."""
        return self.root / "solution" / self.package


@functools.lru_cache(maxsize=1)
def current() -> Assignment:
    """The assignment that this process serves."""
    return importlib.import_module(os.environ.get(VARIABLE, USUAL)).ASSIGNMENT


def root_above(file: str) -> pathlib.Path:
    """The folder around this file that has solution/ in it; where none has, the kit's."""
    around = pathlib.Path(file).resolve().parents
    return next((one for one in around if (one / "solution").is_dir()), around[2])
