"""Charts as inline SVG, without a script. Colours come from the page's style sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from .statistics import Bin, QuestionFigures

WIDE, NARROW, HEIGHT = 720, 320, 220
MARGIN, AXIS = 24, 34
KINDS = {
    "passed": "passed",
    "partial": "partial",
    "todo": "todo",
    "blocked": "todo",
    "grader_error": "ours",
}
ORDER = ("passed", "partial", "failed", "todo", "ours")
LEGEND = {
    "passed": "full points",
    "partial": "partial",
    "failed": "failed",
    "todo": "not written yet",
    "ours": "our fault",
}


def histogram(bins: Sequence[Bin]) -> Markup:
    """Bars of how many submissions scored how much; each says so in words.

    Drawn twice, for a screen and for a phone with half as many bars: the style sheet shows one.
    """
    if not bins:
        return Markup()
    pairs = [
        Bin(one.low, other.high, one.count + other.count)
        for one, other in zip(bins[::2], bins[1::2], strict=False)
    ]
    return _drawn(bins, WIDE, "wide") + _drawn(pairs or bins, NARROW, "narrow")


def _drawn(bins, total, name):
    most = max(one.count for one in bins) or 1
    width = (total - 2 * MARGIN) / len(bins)
    bars = Markup("").join(_bar(i, one, width, most) for i, one in enumerate(bins))
    ticks = Markup("").join(_tick(share, bins[-1].high, total) for share in (0, 0.25, 0.5, 0.75, 1))
    return Markup(
        '<svg class="chart {name}" viewBox="0 0 {w} {h}" role="img" aria-label="{label}">'
        '{bars}<line class="axis" x1="{m}" x2="{r}" y1="{y}" y2="{y}"/>{ticks}</svg>'
    ).format(
        name=name, w=total, h=HEIGHT, m=MARGIN, r=total - MARGIN, y=HEIGHT - AXIS,
        label=_described(bins), bars=bars, ticks=ticks,
    )  # fmt: skip


def _bar(index, one, width, most):
    if not one.count:
        return Markup()
    height = (HEIGHT - AXIS - 22) * one.count / most
    x, y = MARGIN + index * width, HEIGHT - AXIS - height
    return Markup(
        '<rect class="bar" x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}" rx="2">'
        "<title>{words}</title></rect>"
        '<text class="count" x="{middle:.1f}" y="{above:.1f}">{count}</text>'
    ).format(
        x=x + 1, y=y, w=width - 2, h=height, words=_words(one),
        middle=x + width / 2, above=y - 5, count=one.count,
    )  # fmt: skip


def _tick(share, high, total):
    x = MARGIN + share * (total - 2 * MARGIN)
    return Markup('<text class="tick" x="{x:.1f}" y="{y}">{points:g}</text>').format(
        x=x, y=HEIGHT - AXIS + 18, points=share * high
    )


def _words(one):
    submissions = "submission" if one.count == 1 else "submissions"
    return f"{one.low:g} to {one.high:g} points: {one.count} {submissions}"


def _described(bins):
    return "Points, and how many submissions: " + "; ".join(_words(b) for b in bins if b.count)


def kind_of(status: str) -> str:
    """Which of the kinds in ORDER a status belongs to."""
    return KINDS.get(status, "failed")


def kinds(statuses: Mapping[str, int]) -> dict[str, int]:
    """How many rows are of each kind in ORDER, of those that are there."""
    counts = dict.fromkeys(ORDER, 0)
    for status, count in statuses.items():
        counts[kind_of(status)] += count
    return {kind: count for kind, count in counts.items() if count}


def outcome_bar(figures: QuestionFigures) -> Markup:
    """One bar for a question, split by what became of the submissions."""
    counts = kinds(figures.statuses)
    total = sum(counts.values())
    pieces, x = [], 0.0
    for kind, count in counts.items():
        width = 100 * count / total
        pieces.append(
            Markup('<rect class="{k}" x="{x:.2f}" y="0" width="{w:.2f}" height="10"/>').format(
                k=kind, x=x, w=width
            )
        )
        x += width
    words = ", ".join(f"{count} {LEGEND[kind]}" for kind, count in counts.items())
    return Markup(
        '<svg class="outcomes" viewBox="0 0 100 10" preserveAspectRatio="none" role="img" '
        'aria-label="{words}"><title>{words}</title>{pieces}</svg>'
    ).format(words=words, pieces=Markup("").join(pieces))
