"""The assignment's page: one HTML file that needs no network, and is whole without a script."""

from __future__ import annotations

import html
import re
import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ...core.homework import ROOT
from ...core.settings import Settings
from .drawing import Panel
from .links import Links
from .live import figure_html, scripts
from .markdown import markdown_to_html, slug
from .questions import Part, Question
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
from .words import (
    due_line,
    hours,
    part_facts,
    points_markdown,
    points_words,
    todos_markdown,
    write_line,
)

TEMPLATE = ROOT / "handout" / "template.html"
STYLE = ROOT / "handout" / "page.css"
HEADING = re.compile(r'<h([23]) id="([^"]*)">(.*?)</h[23]>')


@dataclass(frozen=True)
class Material:
    """What the text refers to: the questions, the parts, the minutes that each part takes, the
    drawn figures, and the numbers of the live ones, by name."""

    questions: Mapping[str, Question]
    parts: tuple[Part, ...]
    figures: Mapping[str, tuple[Panel, ...]]
    data: Mapping[str, object] = field(default_factory=dict)
    minutes: Mapping[int, int] = field(default_factory=dict)


def render_page(chapters: Iterable[Chapter], material: Material, settings: Settings) -> str:
    """The page, whole."""
    chapters = tuple(chapters)
    links = Links(_places_of_parts(chapters), {n: _place(n) for n in material.questions})
    main = "\n".join(_chapter(chapter, material, links) for chapter in chapters)
    for number in material.questions:
        main = main.replace(_back_from(number), links.back(number))
    due = due_line(settings)
    return string.Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        title=html.escape(settings.title),
        style=STYLE.read_text(encoding="utf-8"),
        facts=f"{sum(part.points for part in material.parts)} points, "
        f"{len(material.questions)} questions{hours(material.minutes)}",
        due=f"<p><strong>{html.escape(due)}</strong></p>" if due else "",
        contents=_contents(main),
        main=main,
        scripts=scripts(chapters),
    )


def _places_of_parts(chapters):
    """The ids of the parts' headings, by the part's number as text."""
    return {
        str(block.number): slug(_title(chapter))
        for chapter in chapters
        for block in chapter.blocks
        if isinstance(block, PartLine)
    }


def _title(chapter):
    first = chapter.blocks[0]
    return first.markdown.partition("\n")[0].removeprefix("## ") if isinstance(first, Prose) else ""


def _chapter(chapter, material, links):
    where = _where(chapter)
    blocks = "\n".join(_block(block, material, links, where) for block in chapter.blocks)
    return f'<section class="chapter">\n{blocks}\n</section>'


def _where(chapter):
    """The chapter's name in a link back: part 4, or its title."""
    numbers = [block.number for block in chapter.blocks if isinstance(block, PartLine)]
    return f"part {numbers[0]}" if numbers else f"“{_title(chapter)}”"


def _block(block, material, links, where):
    match block:
        case Prose(markdown):
            return links.prose(markdown_to_html(markdown), where)
        case FigureBlock():
            drawn = figure_html(block, material.figures[block.name], material.data.get(block.name))
            return links.prose(drawn, where)
        case Prediction():
            return _prediction(block, links, where)
        case PartLine(number, minutes):
            return _part_line(number, minutes, material)
        case QuestionBlock(number, formula):
            return _question(material.questions[number], formula, links)
        case CodeCell(name, source):
            return (
                f"<details><summary>The notebook’s cell {html.escape(name)}</summary>"
                f"<pre><code>{html.escape(source)}</code></pre></details>"
            )
        case PointsTable():
            table = points_markdown(material.parts, material.minutes, links.parts)
            return markdown_to_html(table)


def _prediction(block, links, where):
    state = f' data-figure="figure-{slug(block.figure)}" data-state="{html.escape(block.state)}"'
    question = markdown_to_html(f"**Predict first.** {block.question}")
    inline = question.strip().removeprefix("<p>").removesuffix("</p>")
    return (
        f'<details class="predict"{state if block.figure else ""}><summary>{inline}</summary>\n'
        f"{links.prose(markdown_to_html(block.answer), where)}</details>"
    )


def _part_line(number, minutes, material):
    (part,) = (part for part in material.parts if part.number == number)
    own = [one for one in material.questions if one.partition(".")[0] == str(number)]
    asked = ", ".join(f'<a href="#{_place(one)}">{one}</a>' for one in own)
    facts = markdown_to_html(part_facts(part, minutes)).strip()
    return f"{facts.replace('<p>', '<p class=part>').removesuffix('</p>')} · questions {asked}</p>"


def _place(number):
    return f"question-{number.replace('.', '-')}"


def _back_from(number):
    return f"<!-- back from {number} -->"


def _question(question, formula, links):
    quoted = "\n".join(_quoted(one, links) for one in question.quoted)
    place = _place(question.number)
    return (
        f'<section class="question" aria-labelledby="{place}">\n'
        f'<h3 id="{place}">Question {question.number} '
        f'<span class="points">{points_words(question.points)}</span></h3>\n'
        f"{markdown_to_html(write_line(question))}{markdown_to_html(formula)}{quoted}\n"
        f'<p class="back">{_back_from(question.number)}</p>\n</section>'
    )


def _quoted(quoted, links):
    return (
        f'<pre class="docstring"><code><b>{html.escape(quoted.call)}</b>\n\n'
        f"{links.docstring(html.escape(quoted.docstring))}</code></pre>\n"
        f"{markdown_to_html(todos_markdown(quoted))}"
    )


def _contents(main):
    """The table of contents, as nested lists, from the headings; questions only by number."""
    lines, inside = [], False
    for level, place, text in HEADING.findall(main):
        if level == "2":
            lines.append(("</ul></li>" if inside else "") + _entry(place, text) + "<ul>")
            inside = True
        elif not place.startswith("question-"):
            lines.append(_entry(place, text) + "</li>")
    return "\n".join([*lines, "</ul></li>"])


def _entry(place, text):
    return f'<li><a href="#{place}">{text}</a>'
