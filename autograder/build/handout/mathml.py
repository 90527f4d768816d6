"""Formulas: from LaTeX to MathML, which browsers draw and screen readers speak without a script."""

from __future__ import annotations

import html
import itertools
import re

from latex2mathml.converter import convert

from . import SourceError

UNREAD = re.compile(r"<m[ion]>(\\|&(?!#|amp|lt|gt)|\$)")
# TeX puts spaces around sin in 2 sin x by itself.
BEFORE = re.compile(r"(?<=\w) (?=\\(sin|cos|log)\b)")
AFTER = re.compile(r"(\\(?:sin|cos|log)(?:\^\d)?) (?=[\w\\])")
# Bars open and close in turn: browsers cannot know, and space and stretch them oddly.
BAR = re.compile(r'<mo(?: stretchy="false")?>(&#x0007C;|&#x02016;)')
LAYOUT = re.compile(r"\\(begin|end)\{(aligned|pmatrix)\}")


def to_mathml(latex: str, block: bool = False) -> str:
    """The formula as a `math` element whose `alttext` is the LaTeX.

    SourceError where a part of it cannot be converted. Tables get a class, for the page's
    style: `aligned` lines are aligned at their sign, and a `matrix` in parentheses is drawn with
    round borders, since few devices have a font whose parentheses grow.
    """
    latex = " ".join(latex.split())
    spaced = AFTER.sub(r"\1\\, ", BEFORE.sub(r"\\, ", latex))
    plain = LAYOUT.sub(r"\\\1{matrix}", spaced)
    mathml = convert(plain, display="block" if block else "inline")
    if UNREAD.search(mathml):
        raise SourceError(f"not all of this formula can be converted: {latex}")
    kinds = iter(kind for side, kind in LAYOUT.findall(latex) if side == "begin")
    mathml = re.sub("<mtable>", lambda _: f'<mtable class="{next(kinds)}">', mathml)
    forms = itertools.cycle(("prefix", "postfix"))
    mathml = BAR.sub(lambda bar: f'<mo stretchy="false" form="{next(forms)}">{bar[1]}', mathml)
    return mathml.replace("<math ", f'<math alttext="{html.escape(latex)}" ', 1)
