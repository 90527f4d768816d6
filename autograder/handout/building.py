"""Builds the handout: from the stencil's files and the text to page, notebook and figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..reference import Reference
from ..settings import load
from . import SourceError
from .figures import draw
from .figures.drawing import Panel
from .notebook import figure_files, render_notebook
from .page import Material, render_page
from .questions import read_parts, read_questions
from .source import Chapter, FigureBlock, QuestionBlock, read_chapters

NOTEBOOK = "backprop_and_sgd.ipynb"


@dataclass(frozen=True)
class Handout:
    """What is built: the page, and by their path the files that belong into the stencil."""

    page: bytes
    stencil_files: Mapping[str, bytes]


def build_handout(stencil: Mapping[str, bytes]) -> Handout:
    """The handout for a stencil. SourceError where the text is amiss."""
    chapters = read_chapters()
    questions = read_questions(stencil)
    check_questions(chapters, questions)
    figures = _drawn(chapters)
    material = Material(questions, tuple(read_parts(stencil)), figures)
    notebook = render_notebook(chapters, material, load())
    return Handout(
        render_page(chapters, material, load()).encode(),
        {NOTEBOOK: notebook.encode(), **figure_files(figures)},
    )


def check_questions(chapters: tuple[Chapter, ...], questions: Mapping[str, object]):
    """SourceError unless the text asks each question once, in their order."""
    asked = [b.number for c in chapters for b in c.blocks if isinstance(b, QuestionBlock)]
    if asked != list(questions):
        wrong = sorted(set(asked) ^ set(questions)) or "their order"
        raise SourceError(f"handout/text asks other questions than there are: {wrong}")


def _drawn(chapters) -> dict[str, tuple[Panel, ...]]:
    """The figures that the text names, drawn."""
    reference = Reference()
    names = [b.name for c in chapters for b in c.blocks if isinstance(b, FigureBlock)]
    return {name: draw(name, reference) for name in names}
