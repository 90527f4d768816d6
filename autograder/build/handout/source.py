"""The text of the handout: chapters in Markdown, read into blocks.

A chapter is Markdown with fenced blocks of its own, written as in MyST:

    ```{figure} saddle            a figure that code draws: `:alt:`, perhaps `:live:`, a blank
                                  line, the caption, and perhaps a numbered list of steps
    ```{predict} escape batch=4   a question, a blank line, and the answer, which readers open;
                                  a live figure, if one is named, then shows that state
    ```{part} 2 90                what a part is about in short: its points, and its minutes
    ```{question} 2.5             the docstring of that question's functions, quoted, and
                                  the formula that the block holds
    ```{code-cell} noise          a cell of the notebook
    ```{points}                   the table of parts and points

In a sentence, {count}`parts` is how many there are (counts.py).
"""

from __future__ import annotations

import pathlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt

from ...core.homework import ROOT
from . import SourceError

TEXT = ROOT / "handout" / "text"
KIND = re.compile(r"\{(\S+)\}\s*(\S*)\s*(.*)")
OPTION = re.compile(r"^:(alt|live): (.*(?:\n(?!:).*)*)", re.MULTILINE)
STEP = re.compile(r"^\d+\. ", re.MULTILINE)


@dataclass(frozen=True)
class Prose:
    """Markdown."""

    markdown: str


@dataclass(frozen=True)
class FigureBlock:
    """A figure by the name of the function that draws it; `alt` says what it shows.

    `live` names the script that lets readers change it, "" where it stays as it is; `steps`
    are what it shows one after another.
    """

    name: str
    alt: str
    caption: str
    live: str = ""
    steps: tuple[str, ...] = ()


@dataclass(frozen=True)
class Prediction:
    """A question to answer by oneself first, and its answer.

    Opened, it puts the live figure of that name into a state: "batch=4 steps=60".
    """

    question: str
    answer: str
    figure: str = ""
    state: str = ""


@dataclass(frozen=True)
class PartLine:
    """The line below a part's heading, with the minutes it takes."""

    number: int
    minutes: int


@dataclass(frozen=True)
class QuestionBlock:
    """The place of a question, by its id, and its formula in Markdown."""

    number: str
    formula: str = ""


@dataclass(frozen=True)
class CodeCell:
    """A cell of the notebook, by its name."""

    name: str
    source: str


@dataclass(frozen=True)
class PointsTable:
    """The place of the table of points."""


Block = Prose | FigureBlock | Prediction | PartLine | QuestionBlock | CodeCell | PointsTable


@dataclass(frozen=True)
class Chapter:
    """One file of the text: its name without number and ending, and its blocks in order."""

    name: str
    blocks: tuple[Block, ...]


def read_chapters(
    folder: pathlib.Path = TEXT, filled_in: Callable[[str], str] = str
) -> tuple[Chapter, ...]:
    """The chapters in the order of their files, after `filled_in` has counted in their text.

    SourceError where a block is amiss.
    """
    return tuple(
        Chapter(
            path.stem.partition("_")[2],
            parse(filled_in(path.read_text(encoding="utf-8")), path.name),
        )
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
    kind, name, rest = found.groups() if found else (token.info, "", "")
    content = token.content.rstrip("\n")
    if kind == "points":
        return PointsTable()
    if kind == "part" and name.isdecimal() and rest.isdecimal():
        return PartLine(int(name), int(rest))
    if kind == "question" and name:
        return QuestionBlock(name, content)
    if kind == "code-cell" and name and content:
        return CodeCell(name, content)
    if kind == "figure" and name:
        return _figure(name, content, place)
    if kind == "predict" and "\n\n" in content:
        question, _, answer = content.partition("\n\n")
        return Prediction(question, answer, name, rest)
    raise SourceError(f"{place}: there is no block {token.info!r}, or something is missing in it")


def _figure(name, content, place):
    head, _, body = content.partition("\n\n")
    options = {key: " ".join(value.split()) for key, value in OPTION.findall(head)}
    caption, *steps = STEP.split(body)
    if "alt" not in options or not caption.strip():
        raise SourceError(f"{place}: a figure needs `:alt:`, a blank line, and a caption")
    words = (" ".join(text.split()) for text in steps)
    return FigureBlock(
        name, options["alt"], " ".join(caption.split()), options.get("live", ""), tuple(words)
    )
