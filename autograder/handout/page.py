"""The assignment's page: one HTML file that needs no network and no script."""

from __future__ import annotations

import html
import re
import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin

from ..homework import ROOT
from ..settings import Settings
from .figures.drawing import Panel
from .mathml import to_mathml
from .questions import Part, Question
from .source import Chapter, CodeCell, FigureBlock, PointsTable, Prose, QuestionBlock
from .words import due_line, points_markdown, points_words, todos_markdown, write_line

TEMPLATE = ROOT / "handout" / "template.html"
STYLE = ROOT / "handout" / "page.css"
HEADING = re.compile(r'<h([23]) id="([^"]*)">(.*?)</h[23]>')


@dataclass(frozen=True)
class Material:
    """What the text refers to: the questions, the parts, and the drawn figures, by name."""

    questions: Mapping[str, Question]
    parts: tuple[Part, ...]
    figures: Mapping[str, tuple[Panel, ...]]


def render_page(chapters: Iterable[Chapter], material: Material, settings: Settings) -> str:
    """The page, whole."""
    main = "\n".join(_chapter(chapter, material) for chapter in chapters)
    due = due_line(settings)
    return string.Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        title=html.escape(settings.title),
        style=STYLE.read_text(encoding="utf-8"),
        facts=f"{sum(part.points for part in material.parts)} points, "
        f"{len(material.questions)} questions",
        due=f"<p><strong>{html.escape(due)}</strong></p>" if due else "",
        contents=_contents(main),
        main=main,
    )


def _chapter(chapter, material):
    blocks = "\n".join(_block(block, material) for block in chapter.blocks)
    return f'<section class="chapter">\n{blocks}\n</section>'


def _block(block, material):
    match block:
        case Prose(markdown):
            return markdown_to_html(markdown)
        case FigureBlock():
            return _figure(block, material.figures[block.name])
        case QuestionBlock(number):
            return _question(material.questions[number])
        case CodeCell(name, source):
            return (
                f"<details><summary>The notebook’s cell {html.escape(name)}</summary>"
                f"<pre><code>{html.escape(source)}</code></pre></details>"
            )
        case PointsTable():
            return markdown_to_html(points_markdown(material.parts))


def markdown_to_html(markdown: str) -> str:
    """Markdown with formulas as HTML: headings have ids, header cells a scope."""
    return _markdown().render(markdown)


def _markdown():
    md = MarkdownIt("commonmark").enable("table")
    md.use(
        dollarmath_plugin,
        renderer=lambda latex, options: to_mathml(latex, options["display_mode"]),
    )
    md.add_render_rule("heading_open", _open_heading)
    md.add_render_rule("th_open", _open_header_cell)
    # A table wider than a phone scrolls by itself, by keyboard too.
    md.add_render_rule("table_open", lambda *_: '<div class="scroll" tabindex="0"><table>\n')
    md.add_render_rule("table_close", lambda *_: "</table></div>\n")
    md.add_render_rule("math_block", lambda self, tokens, at, options, env: (
        f'<div class="formula">{to_mathml(tokens[at].content, block=True)}</div>\n'))  # fmt: skip
    return md


def _open_heading(self, tokens, at, options, env):
    tokens[at].attrSet("id", slug(tokens[at + 1].content))
    return self.renderToken(tokens, at, options, env)


def _open_header_cell(self, tokens, at, options, env):
    tokens[at].attrSet("scope", "col")
    return self.renderToken(tokens, at, options, env)


def slug(heading: str) -> str:
    """A heading as an id: "2 Jacobians" is 2-jacobians."""
    return re.sub(r"[^a-z0-9]+", "-", heading.lower()).strip("-")


def _figure(block, panels):
    drawings = "".join(
        f'<svg viewBox="0 0 {panel.width} {panel.height}" aria-hidden="true" '
        f'style="max-width: {panel.width * 1.25:g}px">\n'
        f"{panel.coloured(lambda name: f'var(--{name})')}</svg>"
        for panel in panels
    )
    caption = _markdown().renderInline(block.caption)
    return (
        f'<figure id="figure-{slug(block.name)}">\n'
        f'<div class="panels" role="img" aria-label="{html.escape(block.alt)}">{drawings}</div>\n'
        f"<figcaption>{caption}</figcaption>\n</figure>"
    )


def _question(question):
    quoted = "\n".join(_quoted(one) for one in question.quoted)
    place = f"question-{question.number.replace('.', '-')}"
    return (
        f'<section class="question" aria-labelledby="{place}">\n'
        f'<h3 id="{place}">Question {question.number} '
        f'<span class="points">{points_words(question.points)}</span></h3>\n'
        f"{markdown_to_html(write_line(question))}{quoted}\n</section>"
    )


def _quoted(quoted):
    return (
        f'<pre class="docstring"><code><b>{html.escape(quoted.call)}</b>\n\n'
        f"{html.escape(quoted.docstring)}</code></pre>\n"
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
