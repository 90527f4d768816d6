"""The student's notebook: the same text, with cells that check and experiments that run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import nbformat
from nbformat import v4

from ...core.settings import Settings
from .drawing import Panel
from .markdown import slug
from .page import Material
from .source import (
    Chapter,
    CodeCell,
    FigureBlock,
    PartLine,
    PointsTable,
    Prediction,
    Prose,
    QuestionBlock,
)
from .words import due_line, part_facts, points_markdown, points_words, todos_markdown, write_line

COLOURS = {
    "ink": "#1c1c22", "soft": "#73737f", "paper": "#ffffff",
    "blue": "#1f5fbf", "orange": "#b84a00", "green": "#1d7a3a",
}  # fmt: skip
FIGURES = "figures"
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def render_notebook(chapters: Iterable[Chapter], material: Material, settings: Settings) -> str:
    """The notebook as JSON, without outputs. A cell's id is made of its chapter or name."""
    cells = [_markdown_cell("\n\n".join(_title(settings)), "title")]
    for chapter in chapters:
        for number, block in enumerate(chapter.blocks, 1):
            cells += _cells(block, f"{slug(chapter.name)}-{number}", material)
    notebook = v4.new_notebook(cells=cells, metadata=METADATA)
    nbformat.validate(notebook)
    return nbformat.writes(notebook, indent=1, ensure_ascii=False) + "\n"


def figure_files(figures: dict[str, tuple[Panel, ...]]) -> dict[str, bytes]:
    """The files that the notebook's figures stand in, by their path beside it."""
    return {_path(name): standing_alone(panels).encode() for name, panels in figures.items()}


def standing_alone(panels: tuple[Panel, ...]) -> str:
    """Panels side by side as one SVG file, on white: a notebook's own colours may be dark.

    Those that only a script draws on are left out.
    """
    panels = tuple(panel for panel in panels if not panel.only_live)
    width = sum(panel.width for panel in panels)
    height = max(panel.height for panel in panels)
    drawings, left = [], 0
    for panel in panels:
        drawings.append(
            f'<svg x="{left}" width="{panel.width}" height="{panel.height}">\n'
            f"{panel.coloured(COLOURS.__getitem__)}</svg>\n"
        )
        left += panel.width
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{width}" height="{height}" viewBox="0 0 {width} {height}">\n'
        f'<rect width="100%" height="100%" fill="#ffffff"/>\n{"".join(drawings)}</svg>\n'
    )


def _path(name):
    return f"{FIGURES}/{name}.svg"


def _title(settings) -> Iterator[str]:
    yield f"# {settings.title}"
    if due_line(settings):
        yield f"**{due_line(settings)}**"


def _cells(block, name, material):
    match block:
        case Prose(markdown):
            return [_markdown_cell(markdown, name)]
        case FigureBlock(figure, alt, caption, _, steps):
            listed = "\n".join(f"{number}. {step}" for number, step in enumerate(steps, 1))
            text = f"![{alt}]({_path(figure)})\n\n{caption}\n\n{listed}".rstrip()
            return [_markdown_cell(text, f"figure-{slug(figure)}")]
        case Prediction(question, answer):
            text = f"**Predict first.** {question}\n\n{_folded('Answer', answer)}"
            return [_markdown_cell(text, name)]
        case PartLine(number, minutes):
            (part,) = (part for part in material.parts if part.number == number)
            return [_markdown_cell(part_facts(part, minutes), name)]
        case QuestionBlock(number, formula):
            return _question_cells(material.questions[number], formula)
        case CodeCell(cell, source):
            return [v4.new_code_cell(source, id=cell)]
        case PointsTable():
            table = points_markdown(material.parts, material.minutes)
            return [_markdown_cell(table, name)]


def _folded(summary, markdown):
    """Markdown that the reader opens; the empty lines let notebooks format it."""
    return f"<details><summary>{summary}</summary>\n\n{markdown}\n\n</details>"


def _question_cells(question, formula):
    place = question.number.replace(".", "-")
    heading = f"### Question {question.number}: {points_words(question.points)}"
    quoted = [part for one in question.quoted for part in _quoted(one)]
    text = "\n\n".join(filter(None, [heading, write_line(question), formula, *quoted]))
    check = v4.new_code_cell(f'check("{question.number}")', id=f"check-{place}")
    return [_markdown_cell(text, f"question-{place}"), check]


def _quoted(quoted):
    yield f"```text\n{quoted.call}\n\n{quoted.docstring}\n```"
    yield todos_markdown(quoted)


def _markdown_cell(source, name):
    return v4.new_markdown_cell(source, id=name)
