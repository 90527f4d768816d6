"""Formulas: from LaTeX to MathML, which browsers draw and screen readers speak without a script."""

from __future__ import annotations

import html
import re

from latex2mathml.converter import convert

from . import SourceError

UNREAD = re.compile(r"<m[ion]>(\\|&(?!#|amp|lt|gt)|\$)")
ALIGNED = re.compile(r"\\(begin|end)\{aligned\}")


def to_mathml(latex: str, block: bool = False) -> str:
    """The formula as a `math` element whose `alttext` is the LaTeX.

    SourceError where a part of it cannot be converted. `aligned` becomes a table; the
    page's style aligns its columns at the sign.
    """
    latex = " ".join(latex.split())
    aligned = bool(ALIGNED.search(latex))
    mathml = convert(ALIGNED.sub(r"\\\1{matrix}", latex), display="block" if block else "inline")
    if UNREAD.search(mathml):
        raise SourceError(f"not all of this formula can be converted: {latex}")
    name = ' class="aligned"' if aligned else ""
    return mathml.replace("<math ", f'<math{name} alttext="{html.escape(latex)}" ', 1)
