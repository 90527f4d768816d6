"""With this a figure is drawn: panels of matplotlib, turned into small and equal SVGs.

Equal means: the same bytes on every machine. Processors differ in the last bits of a
product, so numbers that come out of a training are rounded (`coarse`) before they are
drawn, and coordinates again, to a hundredth of a pixel.
Colours are names until the end: a page puts CSS variables for them, so that a figure
follows light and dark, and a notebook plain colours.
"""

from __future__ import annotations

import functools
import io
import re
from collections.abc import Callable
from dataclasses import dataclass

import matplotlib
import numpy as np
from matplotlib.figure import Figure

# In matplotlib a colour is one of these stand-ins; in the SVG it gets its name back.
INK, SOFT, PAPER = "#000001", "#000002", "#000003"
BLUE, ORANGE, GREEN = "#000011", "#000012", "#000013"
NAMES = {
    INK: "ink", SOFT: "soft", PAPER: "paper", BLUE: "blue", ORANGE: "orange", GREEN: "green",
}  # fmt: skip

STYLE = {
    "svg.hashsalt": "handout",
    "svg.fonttype": "none",
    "font.size": 12,
    "axes.titlesize": 12,
    "axes.edgecolor": SOFT,
    "axes.labelcolor": INK,
    "axes.titlecolor": INK,
    "axes.facecolor": "none",
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": SOFT,
    "ytick.color": SOFT,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "text.color": INK,
    "lines.linewidth": 1.8,
    "figure.facecolor": "none",
    "legend.frameon": False,
    "legend.labelcolor": INK,
    "axes.unicode_minus": True,
}
# Groups that a script shows or hides keep their name, as a class.
KEPT = re.compile(r'<g id="(step-\d+)">')
TAG = re.compile(r"<[^>]+>")
NUMBER = re.compile(r"-?\d+\.\d+(e-?\d+)?")
PLACES = 2
# Ends of axes lie on round numbers, and often just between two roundings: where the last bit
# decides, machines differ. Moved by an odd amount, no round number is a tie.
ODD = 0.0013


@dataclass(frozen=True)
class Panel:
    """A finished drawing: its size in pixels, and what is inside its svg element.

    A colour is written {ink}, {blue}, …: `coloured` puts real ones. `axes` is where the data
    are: left, right, bottom and top in pixels, then the values there. A panel that is only for
    the live figure is neither printed nor in the notebook.
    """

    width: int
    height: int
    body: str
    axes: tuple[float, ...] = ()
    only_live: bool = False

    def coloured(self, colours: Callable[[str], str]) -> str:
        """The body with each colour's name replaced by what `colours` says of it."""
        return re.sub(r"\{(\w+)\}", lambda found: colours(found[1]), self.body)


DRAWN: dict[str, Callable[..., tuple[Panel, ...]]] = {}
DATA: dict[str, Callable[..., object]] = {}


def live_data_of(name: str):
    """Decorator: a function from the reference's functions to what a script starts from."""
    return lambda function: DATA.setdefault(name, function)


def figure(function):
    """Decorator: a figure of this function's name. It takes the reference's functions and
    returns matplotlib's figures, one for each panel."""

    @functools.wraps(function)
    def drawn(functions):
        with matplotlib.rc_context():
            matplotlib.rcdefaults()
            matplotlib.rcParams.update(STYLE)
            panels = function(functions)
            return tuple(
                _finished(panel, f"{function.__name__}-{number}")
                for number, panel in enumerate(panels, 1)
            )

    DRAWN[function.__name__] = drawn
    return function


def panel(title="", width=300, height=240, left=46, right=12, top=26, bottom=42):
    """A figure with one pair of axes, and the axes; all sizes in pixels."""
    drawing = Figure(figsize=(width / 72, height / 72))
    inner = 1 - (left + right) / width, 1 - (top + bottom) / height
    axes = drawing.add_axes((left / width, bottom / height, *inner))
    axes.set_title(title)
    return drawing, axes


def only_live(drawing):
    """Marks a panel as one that a script draws on; without one it is not shown."""
    drawing.set_label("only live")


def coarse(values, places: int = 3):
    """The values rounded, so that the last bits of a processor do not show."""
    return np.round(np.asarray(values, dtype=float), places)


def _finished(drawing, prefix):
    buffer = io.StringIO()
    nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
    drawing.savefig(buffer, format="svg", metadata=nothing)
    width, height = (round(inches * 72) for inches in drawing.get_size_inches())
    body = tidy(buffer.getvalue(), prefix)
    return Panel(width, height, body, _data_area(drawing), drawing.get_label() == "only live")


def _data_area(drawing):
    """Where the data of its only pair of axes are: pixels, counted from above, and values."""
    (axes,) = drawing.axes
    width, height = drawing.get_size_inches() * 72
    box = axes.get_position()
    pixels = box.x0 * width, box.x1 * width, (1 - box.y0) * height, (1 - box.y1) * height
    return tuple(round(float(value), 2) for value in pixels) + axes.get_xlim() + axes.get_ylim()


def tidy(svg: str, prefix: str) -> str:
    """What is inside matplotlib's svg element, without what a page has no use for."""
    body = svg[svg.index("<svg") :]
    body = body[body.index(">") + 1 : body.rindex("</svg>")]
    body = re.sub(r"<metadata>.*?</metadata>", "", body, flags=re.DOTALL)
    body = re.sub(r"<!--.*?-->", "", body, flags=re.DOTALL)
    body = KEPT.sub(r'<g class="\1">', body)
    body = re.sub(r'<g id="[^"]*">', "<g>", body)
    body = re.sub(r'(id="|url\(#|href="#)', rf"\1{prefix}-", body)
    body = body.replace('<style type="text/css">*{stroke-linejoin: round; stroke-linecap: butt}'
                        "</style>", "")  # fmt: skip
    body = re.sub(r"font: ([\d.]+px)[^;\"]*", r"font: \1 sans-serif", body)
    body = TAG.sub(lambda tag: NUMBER.sub(_rounded, tag[0]), body)
    for stand_in, name in NAMES.items():
        body = body.replace(stand_in, "{" + name + "}")
    return re.sub(r"\s*\n\s*", "\n", body).strip()


def _rounded(found):
    return f"{round(float(found[0]) + ODD, PLACES):g}"
