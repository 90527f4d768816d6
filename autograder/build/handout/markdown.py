"""Markdown to HTML, with formulas, and with tables that scroll by themselves."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin

from .mathml import to_mathml

# A formula and the bracket or the punctuation that touches it stay on one line.
TOUCHING = re.compile(
    r'(\(?)<span class="math inline">(<math .*?</math>)</span>([.,;:!?)]*)', re.DOTALL
)


# Numbers in brackets stay on one line, too: (2.5, −0.5).
TUPLE = re.compile(r"\((?:−?[\d.]+, )+−?[\d.]+\)")


def markdown_to_html(markdown: str) -> str:
    """Markdown with formulas as HTML: headings have ids, header cells a scope."""
    return _kept_together(_markdown().render(markdown))


def inline_to_html(markdown: str) -> str:
    """One paragraph's Markdown, without the paragraph around it."""
    return _kept_together(_markdown().renderInline(markdown))


def slug(heading: str) -> str:
    """A heading as an id: "2 Jacobians" is 2-jacobians."""
    return re.sub(r"[^a-z0-9]+", "-", heading.lower()).strip("-")


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


def _kept_together(text):
    text = TUPLE.sub(lambda numbers: numbers[0].replace(" ", "\u00a0"), text)
    return TOUCHING.sub(_with_what_touches, text)


def _with_what_touches(found):
    opening, formula, closing = found.groups()
    touched = f"{opening}{formula}{closing}"
    return f"<span class=keep>{touched}</span>" if opening or closing else formula
