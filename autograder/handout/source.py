"""The text of the handout: chapters in Markdown, read into blocks.

A chapter is Markdown with four kinds of fenced blocks of its own, written as in MyST:

    ```{figure} saddle          a figure that code draws: `:alt:`, a blank line, the caption
    ```{question} 2.5           the docstring of that question's functions, quoted
    ```{code-cell} noise        a cell of the notebook
    ```{points}                 the table of parts and points
"""

from __future__ import annotations

import pathlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt

from ..homework import ROOT
from . import SourceError

TEXT = ROOT / "handout" / "text"
KIND = re.compile(r"\{(\S+)\}\s*(\S*)")


@dataclass(frozen=True)
class Prose:
    """Markdown."""

    markdown: str


@dataclass(frozen=True)
class FigureBlock:
    """A figure by the name of the function that draws it; `alt` says what it shows."""

    name: str
    alt: str
    caption: str


@dataclass(frozen=True)
class QuestionBlock:
    """The place of a question, by its id."""

    number: str


@dataclass(frozen=True)
class CodeCell:
    """A cell of the notebook, by its name."""

    name: str
    source: str


@dataclass(frozen=True)
class PointsTable:
    """The place of the table of points."""


Block = Prose | FigureBlock | QuestionBlock | CodeCell | PointsTable


@dataclass(frozen=True)
class Chapter:
    """One file of the text: its name without number and ending, and its blocks in order."""

    name: str
    blocks: tuple[Block, ...]


def read_chapters(folder: pathlib.Path = TEXT) -> tuple[Chapter, ...]:
    """The chapters in the order of their files. SourceError where a block is amiss."""
    return tuple(
        Chapter(path.stem.partition("_")[2], parse(path.read_text(encoding="utf-8"), path.name))
        for path in sorted(folder.glob("*.md"))
    )


def parse(text: str, file: str) -> tuple[Block, ...]:
    """The blocks of a chapter."""
    return tuple(_blocks(text, file))


def _blocks(text, file) -> Iterator[Block]:
    lines, done = text.splitlines(), 0
    for token in MarkdownIt("commonmark").parse(text):
        if token.type == "fence" and token.level == 0 and token.info.startswith("{"):
            first, last = token.map or (0, 0)
            yield from _prose(lines[done:first])
            yield _own_block(token, f"handout/text/{file}, line {first + 1}")
            done = last
    yield from _prose(lines[done:])


def _prose(lines):
    markdown = "\n".join(lines).strip("\n")
    if markdown:
        yield Prose(markdown)


def _own_block(token, place) -> Block:
    found = KIND.fullmatch(token.info.strip())
    kind, name = found.groups() if found else (token.info, "")
    content = token.content.rstrip("\n")
    if kind == "points":
        return PointsTable()
    if kind == "question" and name:
        return QuestionBlock(name)
    if kind == "code-cell" and name and content:
        return CodeCell(name, content)
    if kind == "figure" and name:
        return _figure(name, content, place)
    raise SourceError(f"{place}: there is no block {token.info!r}, or something is missing in it")


def _figure(name, content, place):
    head, _, caption = content.partition("\n\n")
    if not head.startswith(":alt: ") or not caption.strip():
        raise SourceError(f"{place}: a figure needs `:alt:`, a blank line, and a caption")
    alt = " ".join(head.removeprefix(":alt: ").split())
    return FigureBlock(name, alt, " ".join(caption.split()))
