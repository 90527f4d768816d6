"""The files that staff write, as texts with their path from the top of the project."""

from __future__ import annotations

import pathlib
from dataclasses import dataclass

from ..core.assignment import current
from ..core.homework import KIT, ROOT, SOLUTION, package_files

ASSIGNMENT = current().settings.parent
HANDOUT = ROOT / "handout" / "text"


@dataclass(frozen=True)
class Text:
    """A file: its path from the top, and what is in it."""

    path: str
    content: str

    @property
    def lines(self) -> list[str]:
        return self.content.splitlines()


def texts_in(folder: pathlib.Path) -> list[Text]:
    """The sources and texts in a folder; none where there is no folder."""
    paths = package_files(folder) if folder.is_dir() else {}
    return [
        Text(from_top(folder / path), data.decode("utf-8"))
        for path, data in paths.items()
        if path.endswith((".py", ".md"))
    ]


def own_texts() -> list[Text]:
    """What is written for this homework: solution, handout, questions and mistakes."""
    return [text for folder in (SOLUTION, HANDOUT, ASSIGNMENT) for text in texts_in(folder)]


def guides() -> list[Text]:
    """What staff read, where the kit is in the project."""
    paths = [ROOT / "README.md", *sorted((KIT / "docs").glob("*.md"))]
    return [
        Text(from_top(path), path.read_text(encoding="utf-8"))
        for path in paths
        if path.is_file() and path.is_relative_to(ROOT)
    ]


def from_top(path: pathlib.Path) -> str:
    """A path as staff name it: autograder/assignment/settings.toml."""
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name
