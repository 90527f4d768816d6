"""Figures on the page: their drawings, and what a script needs to let readers change them."""

from __future__ import annotations

import html
import json
import pathlib
from collections.abc import Iterable

from .drawing import Panel
from .markdown import inline_to_html, slug
from .source import Chapter, FigureBlock

SCRIPTS = pathlib.Path(__file__).resolve().parent / "scripts"


def scripts(chapters: Iterable[Chapter]) -> str:
    """The scripts of the page: what all figures share, then one for each kind of live figure."""
    kinds = {b.live for c in chapters for b in c.blocks if isinstance(b, FigureBlock) and b.live}
    names = ["shared", *sorted(kinds), "start"]
    return "\n".join((SCRIPTS / f"{name}.js").read_text(encoding="utf-8") for name in names)


def figure_html(block: FigureBlock, panels: Iterable[Panel], data: object = None) -> str:
    """A figure: its drawings with their alternative text, the steps, the caption.

    Panels for the live figure alone come after the others, hidden until a script shows them;
    so does `data`, as JSON.
    """
    panels = tuple(panels)
    still = "".join(_svg(panel) for panel in panels if not panel.only_live)
    moving = "".join(_svg(panel) for panel in panels if panel.only_live)
    live = f' data-live="{block.live}"' if block.live else ""
    lines = [
        f'<figure id="figure-{slug(block.name)}"{live}>',
        f'<div class="panels" role="img" aria-label="{html.escape(block.alt)}">{still}</div>',
        f'<div class="panels moving" aria-hidden="true" hidden>{moving}</div>' if moving else "",
        _steps(block.steps),
        f"<figcaption>{inline_to_html(block.caption)}</figcaption>",
        f'<script type="application/json">{json.dumps(data)}</script>' if data else "",
        "</figure>",
    ]
    return "\n".join(filter(None, lines))


def _svg(panel):
    axes = " ".join(f"{number:g}" for number in panel.axes)
    return (
        f'<svg viewBox="0 0 {panel.width} {panel.height}" aria-hidden="true" data-axes="{axes}" '
        f'style="max-width: {panel.width * 1.25:g}px; flex-basis: {panel.width * 0.9:g}px">\n'
        f"{panel.coloured(lambda name: f'var(--{name})')}</svg>"
    )


def _steps(steps):
    items = "".join(f"<li>{inline_to_html(step)}</li>\n" for step in steps)
    return f'<ol class="steps">\n{items}</ol>' if items else ""
