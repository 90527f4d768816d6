"""What was returned beside what was expected, as inline SVG: a curve, or a path in the plane."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

WIDTH, HEIGHT = 320, 210
LEFT, RIGHT, TOP, BOTTOM = 62, 8, 8, 24
FAR = 2_000.0
"""So many pixels away it does not matter where a point is."""
LINES = ("expected", "returned")

Point = tuple[float, float]


def curves(picture: Mapping[str, Any]) -> Markup:
    """Both lines of `picture` in one frame, whose ends are written at the axes.

    Numbers are drawn over their place, from 0 on; pairs where they are. The frame is at most
    three times as large as the expected line: one that is far off leaves it.
    """
    lines = {name: _pairs(picture[name]) for name in LINES}
    x, y = (
        _Axis([p[i] for p in lines["expected"]], [p[i] for p in lines["returned"]], *ends)
        for i, ends in enumerate(ENDS)
    )
    drawn = Markup("").join(_line(name, line, x, y) for name, line in lines.items())
    return Markup(
        '<svg class="curves" viewBox="0 0 {w} {h}" role="img" aria-label="{words}">'
        '<rect x="{left}" y="{top}" width="{across}" height="{down}"/>'
        '<svg x="{left}" y="{top}" width="{across}" height="{down}" '
        'viewBox="{left} {top} {across} {down}">'
        "{drawn}</svg>"
        '<text x="{left}" y="{below}">{x.low:.3g}</text>'
        '<text x="{right}" y="{below}" text-anchor="end">{x.high:.3g}</text>'
        '<text x="{before}" y="{bottom}" text-anchor="end">{y.low:.3g}</text>'
        '<text x="{before}" y="{under}" text-anchor="end">{y.high:.3g}</text></svg>'
    ).format(
        w=WIDTH, h=HEIGHT, words=_words(picture), left=LEFT, top=TOP, right=WIDTH - RIGHT,
        across=WIDTH - LEFT - RIGHT, down=HEIGHT - TOP - BOTTOM, bottom=HEIGHT - BOTTOM,
        below=HEIGHT - 8, before=LEFT - 5, under=TOP + 10, x=x, y=y, drawn=drawn,
    )  # fmt: skip


ENDS = ((LEFT + 6, WIDTH - RIGHT - 6), (HEIGHT - BOTTOM - 6, TOP + 6))


class _Axis:
    """From numbers to pixels, `low` at `start` and `high` at `end`."""

    def __init__(
        self, expected: Sequence[float], returned: Sequence[float], start: float, end: float
    ):
        low, high = min(expected), max(expected)
        room = (high - low) or abs(high) or 1.0
        self.low = min(low, max(min(returned), low - room))
        self.high = max(high, min(max(returned), high + room))
        self.start, self.scale = start, (end - start) / ((self.high - self.low) or 1.0)

    def __call__(self, value: float) -> float:
        return max(min(self.start + (value - self.low) * self.scale, FAR), -FAR)


def _pairs(values: Sequence[Any]) -> list[Point]:
    return [
        (value[0], value[1]) if isinstance(value, list) else (float(place), value)
        for place, value in enumerate(values)
    ]


def _line(name, line, x, y):
    points = " ".join(f"{x(a):.1f},{y(b):.1f}" for a, b in line)
    dots = Markup("").join(
        Markup('<circle class="{}-point" cx="{:.1f}" cy="{:.1f}" r="2.5"/>').format(
            name, x(a), y(b)
        )
        for a, b in line
    )
    return Markup('<polyline class="{}" points="{}"/>').format(name, points) + dots


def _words(picture):
    ends = (f"{name} ends at {_end(picture[name][-1])}" for name in LINES[::-1])
    return f"{picture['name']}: {'; '.join(ends)}"


def _end(value):
    return ", ".join(f"{one:.4g}" for one in (value if isinstance(value, list) else [value]))
