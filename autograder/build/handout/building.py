"""Builds the handout: from the stencil's files and the text to page, notebook and figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ...core.assignment import current
from ...core.settings import load
from ...grading.reference import Reference
from ..counts import counted, with_leaderboard
from . import SourceError
from .drawing import Panel
from .figures import draw, live_data
from .notebook import figure_files, render_notebook
from .page import Material, render_page
from .questions import read_parts, read_questions
from .source import Chapter, FigureBlock, PartLine, QuestionBlock, read_chapters

NOTEBOOK = current().notebook


@dataclass(frozen=True)
class Handout:
    """What is built: the page, and by their path the files that belong into the stencil."""

    page: bytes
    stencil_files: Mapping[str, bytes]


def build_handout(stencil: Mapping[str, bytes]) -> Handout:
    """The handout for a stencil. SourceError where the text is amiss."""
    questions = read_questions(stencil)
    shown = load().leaderboard
    texts = read_chapters(filled_in=lambda text: counted(with_leaderboard(text, shown), stencil))
    chapters = with_all_questions(texts, questions)
    figures, data = _drawn(chapters)
    parts = tuple(read_parts(stencil))
    material = Material(questions, parts, figures, data, _minutes(chapters))
    notebook = render_notebook(chapters, material, load())
    return Handout(
        render_page(chapters, material, load()).encode(),
        {NOTEBOOK: notebook.encode(), **figure_files(figures)},
    )


def with_all_questions(
    chapters: Sequence[Chapter], questions: Iterable[str]
) -> tuple[Chapter, ...]:
    """The chapters, with each question that the text does not place after those of its part.

    SourceError where the text places one that does not exist, one twice, or one
    before another that comes earlier; and where no chapter is about its part.
    """
    found = list(chapters)
    for number in questions:
        if number not in _asked(found):
            index = _chapter_of(number, found)
            found[index] = _with_question(found[index], number)
    asked = _asked(found)
    if asked != list(questions):
        wrong = sorted(set(asked) - set(questions)) or "one twice, or not in their order"
        raise SourceError(f"handout/text asks other questions than there are: {wrong}")
    return tuple(found)


def _asked(chapters):
    return [b.number for c in chapters for b in c.blocks if isinstance(b, QuestionBlock)]


def _chapter_of(number, chapters):
    part = number.partition(".")[0]
    for index, chapter in enumerate(chapters):
        if any(asked.partition(".")[0] == part for asked in _asked([chapter])):
            return index
    raise SourceError(f"no chapter in handout/text asks a question of part {part}, as {number} is")


def _with_question(chapter, number):
    """The chapter with one more question, after the last one that comes before it."""
    blocks = list(chapter.blocks)
    before = [
        index
        for index, block in enumerate(blocks)
        if isinstance(block, QuestionBlock) and _order(block.number) < _order(number)
    ]
    blocks.insert(before[-1] + 1 if before else 0, QuestionBlock(number))
    return replace(chapter, blocks=tuple(blocks))


def _order(number):
    return tuple(map(int, number.split(".")))


def _drawn(chapters) -> tuple[dict[str, tuple[Panel, ...]], dict[str, object]]:
    """The figures that the text names, drawn, and the numbers of those that are live."""
    reference = Reference()
    blocks = [b for c in chapters for b in c.blocks if isinstance(b, FigureBlock)]
    drawn = {block.name: draw(block.name, reference) for block in blocks}
    return drawn, {block.name: live_data(block.name, reference) for block in blocks if block.live}


def _minutes(chapters):
    """How long each part takes, by its number."""
    lines = [b for c in chapters for b in c.blocks if isinstance(b, PartLine)]
    return {line.number: line.minutes for line in lines}
