"""Figures of derivatives computed by a computer: errors, jumps, and graphs."""

from __future__ import annotations

import numpy as np

from .drawing import BLUE, GREEN, INK, ORANGE, PAPER, SOFT, figure, panel

POINT = 0.7


def fifth_power(x):
    """f(x) = x^5 by products alone, which every processor rounds alike."""
    return x * x * x * x * x


def difference_errors(h, x=POINT):
    """The relative errors of forward, central and complex step at x, for the step h."""
    exact = 5 * x * x * x * x
    forward = (fifth_power(x + h) - fifth_power(x)) / h
    central = (fifth_power(x + h) - fifth_power(x - h)) / (2 * h)
    complex_step = fifth_power(complex(x, h)).imag / h
    return [abs(slope - exact) / exact for slope in (forward, central, complex_step)]


@figure
def valley(functions):
    """The error of three ways to measure a derivative, against the step h."""
    steps = [10 ** (-quarter / 4) for quarter in range(2, 61)]
    errors = np.maximum([difference_errors(h) for h in steps], 1e-17)
    drawing, axes = panel(width=440, height=290, left=62, right=14, top=12)
    for curve, colour, name, place in zip(
        errors.T, (BLUE, ORANGE, GREEN), ("forward", "central", "complex step"),
        ((3e-4, 1.2e-2), (1.6e-2, 3e-7), (3e-12, 1e-15)), strict=True,
    ):  # fmt: skip
        axes.loglog(steps, curve, color=colour)
        axes.text(*place, name, color=colour, ha="left" if name == "central" else "center")
    axes.set(xlabel="step h", ylabel="relative error", xlim=(1e-15, 1), ylim=(3e-18, 10))
    axes.set_xticks([1e-15, 1e-10, 1e-5, 1], labels=["10⁻¹⁵", "10⁻¹⁰", "10⁻⁵", "1"])
    axes.set_yticks([1e-16, 1e-12, 1e-8, 1e-4, 1], labels=["10⁻¹⁶", "10⁻¹²", "10⁻⁸", "10⁻⁴", "1"])
    axes.minorticks_off()
    return [drawing]


def halved(x):
    """The lecture's program."""
    while abs(x) > 5:
        x = x / 2
    return x


@figure
def halving(functions):
    """The program `while abs(x) > 5: x = x / 2` as a function of x: straight pieces, and jumps."""
    drawing, axes = panel(width=440, height=230, top=12)
    for start, end, slope in ((0, 5, "1"), (5, 10, "1/2"), (10, 20, "1/4"), (20, 40, "1/8")):
        inside = np.nextafter(start, end) if start else 0.0
        axes.plot([start, end], [halved(inside), halved(float(end))], color=BLUE)
        axes.plot(end, 5, "o", color=BLUE, markersize=5)
        if start:
            axes.plot(start, 2.5, "o", markerfacecolor=PAPER, markeredgecolor=BLUE, markersize=5)
        middle = (start + end) / 2
        words = f"slope {slope}" if start > 5 else slope
        axes.text(middle + 0.6, halved(middle) - 0.75, words)
    axes.set(xlabel="x, before", ylabel="x, after", xlim=(0, 41), ylim=(0, 5.4))
    axes.set_xticks([0, 5, 10, 20, 40])
    return [drawing]


@figure
def reverse_graph(functions):
    """The graph of f = x y + x at x = 2, y = 3: values forward, and derivatives backward."""
    forward, axes = _graph("forward: values")
    for (x, y), text in _NODES.items():
        _node(axes, x, y, text)
    for start, end, _ in _EDGES:
        _arrow(axes, start, end, SOFT)
    backward, axes = _graph("backward: ∂f / ∂node")
    for (x, y), text in zip(_NODES, ("x  4", "y  2", "q  1", "f  1"), strict=True):
        _node(axes, x, y, text)
    for start, end, message in _EDGES:
        _arrow(axes, end, start, ORANGE)
        x, y = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
        axes.text(x, y + 0.14, message, color=ORANGE, ha="center", fontsize=12)
    return [forward, backward]


_X, _Y, _Q, _F = (0, 1.4), (0, 0), (1.5, 0.35), (3, 1.05)
_NODES = {_X: "x = 2", _Y: "y = 3", _Q: "q = 6", _F: "f = 8"}
_EDGES = ((_X, _Q, "1·3"), (_Y, _Q, "1·2"), (_Q, _F, "1·1"), (_X, _F, "1·1"))


def _graph(title):
    drawing, axes = panel(title, width=340, height=200, left=4, right=4, bottom=4)
    axes.set(xlim=(-0.6, 3.6), ylim=(-0.4, 1.9), xticks=[], yticks=[])
    axes.spines[:].set_visible(False)
    return drawing, axes


def _node(axes, x, y, text):
    box = {"boxstyle": "round,pad=0.4", "facecolor": PAPER, "edgecolor": INK, "linewidth": 1}
    axes.text(x, y, text, ha="center", va="center", bbox=box, zorder=3)


def _arrow(axes, start, end, colour, shrink=24):
    axes.annotate("", xy=end, xytext=start, zorder=1, arrowprops={
        "arrowstyle": "-|>", "color": colour, "shrinkA": shrink, "shrinkB": shrink,
        "linewidth": 1.2,
    })  # fmt: skip


_CHAIN = ("x", "z⁽¹⁾", "a⁽¹⁾", "z⁽²⁾", "ŷ", "L")


@figure
def backprop_graph(functions):
    """Forward along the chain of a two-layer network, and backward from the loss."""
    forward, axes = _chain("forward: values")
    for at, name in ((1, "W⁽¹⁾, b⁽¹⁾"), (3, "W⁽²⁾, b⁽²⁾")):
        axes.text(at, 1.05, name, ha="center", va="center")
        _arrow(axes, (at, 1.05), (at, 0), INK, shrink=12)
    for at in range(5):
        _arrow(axes, (at, 0), (at + 1, 0), INK, shrink=17)
    backward, axes = _chain("backward: gradients of L")
    for at, name in ((1, "∂L/∂W⁽¹⁾\n∂L/∂b⁽¹⁾"), (3, "∂L/∂W⁽²⁾\n∂L/∂b⁽²⁾")):
        axes.text(at, -1.12, name, color=ORANGE, ha="center", va="center")
        _arrow(axes, (at, 0), (at, -1.12), ORANGE, shrink=17)
    for at in range(5):
        _arrow(axes, (at + 1, 0), (at, 0), ORANGE, shrink=17)
    return [forward, backward]


def _chain(title):
    drawing, axes = panel(title, width=340, height=160, left=2, right=2, bottom=4)
    for at, name in enumerate(_CHAIN):
        _node(axes, at, 0, name)
    axes.set(xlim=(-0.35, 5.35), ylim=(-1.5, 1.3), xticks=[], yticks=[])
    axes.spines[:].set_visible(False)
    return drawing, axes
