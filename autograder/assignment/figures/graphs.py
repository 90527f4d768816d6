"""Figures of graphs: values that flow forward, and derivatives that flow back.

What belongs to a step of the text under the figure is in a group of that step, which a
script shows when the reader gets there.
"""

from __future__ import annotations

import itertools

import numpy as np

from ...build.handout.drawing import INK, ORANGE, PAPER, SOFT, figure, panel

_X, _Y, _Q, _F = (0, 1.4), (0, 0), (1.5, 0.35), (3, 1.05)


@figure
def reverse_graph(functions):
    """The graph of f = x y + x at x = 2, y = 3: values forward, and derivatives backward."""
    forward, axes = _program("forward: values")
    for at, text, step in ((_X, "x = 2", 0), (_Y, "y = 3", 0), (_Q, "q = 6", 1), (_F, "f = 8", 2)):
        _node(axes, at, text, step)
    for start, end, step in ((_X, _Q, 1), (_Y, _Q, 1), (_Q, _F, 2), (_X, _F, 2)):
        _arrow(axes, start, end, SOFT, step)
    backward, axes = _program("backward: ∂f / ∂node")
    for at, text, step in ((_F, "f  1", 3), (_Q, "q  1", 4), (_X, "x  4", 5), (_Y, "y  2", 5)):
        _node(axes, at, text, step)
    edges = ((_X, _Q, "1·3", 5), (_Y, _Q, "1·2", 5), (_Q, _F, "1·1", 4), (_X, _F, "1·1", 4))
    for start, end, message, step in edges:
        _arrow(axes, end, start, ORANGE, step)
        x, y = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
        _text(axes, x, y + 0.14, message, ORANGE, step, fontsize=12)
    return [forward, backward]


def _program(title):
    """The graph without numbers."""
    drawing, axes = _canvas(title, (-0.6, 3.6), (-0.4, 1.9))
    _connected(axes, [(_X, _Q), (_Y, _Q), (_Q, _F), (_X, _F)])
    return drawing, axes


def _connected(axes, pairs):
    """A line for each pair of nodes, and a dot for each node: what is not yet computed."""
    for start, end in pairs:
        axes.plot(*zip(start, end, strict=True), "-o", color=SOFT, linewidth=0.7,
                  markersize=5, zorder=0)  # fmt: skip


_CHAIN = ("x", "z⁽¹⁾", "a⁽¹⁾", "z⁽²⁾", "ŷ", "L")


@figure
def backprop_graph(functions):
    """Forward along the chain of a two-layer network, and backward from the loss."""
    forward, axes = _chain("forward: values")
    for at, name in ((1, "W⁽¹⁾, b⁽¹⁾"), (3, "W⁽²⁾, b⁽²⁾")):
        _text(axes, at, 1.05, name)
        _arrow(axes, (at, 1.05), (at, 0), INK, shrink=12)
    for at in range(5):
        _arrow(axes, (at, 0), (at + 1, 0), INK, shrink=17)
    backward, axes = _chain("backward: gradients of L")
    for at, name in ((1, "∂L/∂W⁽¹⁾\n∂L/∂b⁽¹⁾"), (3, "∂L/∂W⁽²⁾\n∂L/∂b⁽²⁾")):
        _text(axes, at, -1.12, name, ORANGE)
        _arrow(axes, (at, 0), (at, -1.12), ORANGE, shrink=17)
    for at in range(5):
        _arrow(axes, (at + 1, 0), (at, 0), ORANGE, shrink=17)
    return [forward, backward]


def _chain(title):
    drawing, axes = _canvas(title, (-0.35, 5.35), (-1.5, 1.3), height=160)
    for at, name in enumerate(_CHAIN):
        _node(axes, (at, 0), name)
    return drawing, axes


BY_HAND = [
    (np.array([[0.5, 1.0], [1.0, -1.0], [-0.5, 0.75]]), np.array([0.0, 0.5, 0.25])),
    (np.array([[1.0, -2.0, 0.4], [-0.4, 1.0, 0.8]]), np.array([0.5, 0.0])),
]
INPUT, TARGET = [[1.0, 2.0]], [[3.0, 1.0]]
_INPUTS, _HIDDEN, _OUTPUTS = (
    [(0.0, 2.0), (0.0, 0.6)],
    [(1.5, 2.6), (1.5, 1.3), (1.5, 0.0)],
    [(3.0, 2.0), (3.0, 0.6)],
)
_LOSS = (4.1, 1.3)
GAP = {"facecolor": PAPER, "edgecolor": "none", "pad": 0.5}


@figure
def by_hand(functions):
    """The 2-3-2 network of part 4 with its numbers: at nodes and edges, forward and backward."""
    activations = ["relu", "identity"]
    Z, A = functions("network.forward")(BY_HAND, activations, INPUT)
    loss, grads = functions("network.loss_and_gradients")(
        BY_HAND, activations, INPUT, TARGET, "mse"
    )
    return [_values(Z, A, loss), _gradients(grads, functions)]


def _values(Z, A, loss):
    drawing, axes = _network("forward: values")
    for at, value in zip(_INPUTS, INPUT[0], strict=True):
        _node(axes, at, number(value))
    for at, z, a in zip(_HIDDEN, Z[0][0], A[1][0], strict=True):
        _node(axes, at, f"z {number(z)}", 1, above=f"a {number(a)}", above_step=2)
    for at, z in zip(_OUTPUTS, A[-1][0], strict=True):
        _node(axes, at, f"ŷ {number(z)}", 3)
    _node(axes, _LOSS, f"L {number(loss)}", 4)
    for ends, starts, (W, _), _ in _layers(0, 0):
        _edges(axes, starts, ends, W, INK, 0)
    return drawing


def _gradients(grads, functions):
    drawing, axes = _network("backward: gradients of L")
    (dW1, delta1), (dW2, delta2) = grads
    dL_da1 = functions("chain_rule.vjp")([BY_HAND[1][0]], delta2)
    _node(axes, _LOSS, "1", 5)
    for at, delta in zip(_OUTPUTS, delta2, strict=True):
        _node(axes, at, f"δ {number(delta)}", 5)
    for at, da, delta in zip(_HIDDEN, dL_da1, delta1, strict=True):
        _node(axes, at, f"δ {number(delta)}", 8, above=f"∂a {number(da)}", above_step=7)
    for at in _INPUTS:
        _node(axes, at, "x", 9)
    for (ends, starts, _, step), dW in zip(_layers(9, 6), (dW1, dW2), strict=True):
        _edges(axes, starts, ends, dW, ORANGE, step)
    return drawing


def _layers(first_step, second_step):
    return (
        (_HIDDEN, _INPUTS, BY_HAND[0], first_step),
        (_OUTPUTS, _HIDDEN, BY_HAND[1], second_step),
    )


def number(value) -> str:
    """A number as the text writes it: −0.5, 1.25."""
    return f"{round(float(value), 6) + 0.0:g}".replace("-", "−")


def _network(title):
    """The graph without numbers: what is connected, and a dot for what is not yet computed."""
    drawing, axes = _canvas(title, (-0.45, 4.6), (-0.55, 3.15), width=370, height=320)
    layers = ((_INPUTS, _HIDDEN), (_HIDDEN, _OUTPUTS), (_OUTPUTS, [_LOSS]))
    _connected(axes, itertools.chain(*(itertools.product(*pair) for pair in layers)))
    return drawing, axes


def _edges(axes, starts, ends, weights, colour, step):
    """The number of each weight, on its connection, nearer to the start."""
    for end, row in zip(ends, weights, strict=True):
        for start, weight in zip(starts, row, strict=True):
            x, y = (0.7 * s + 0.3 * e for s, e in zip(start, end, strict=True))
            _text(axes, x, y, number(weight), colour, step, fontsize=11, bbox=GAP)


def _canvas(title, x_range, y_range, width=340, height=200):
    drawing, axes = panel(title, width=width, height=height, left=4, right=4, bottom=4)
    axes.set(xlim=x_range, ylim=y_range, xticks=[], yticks=[])
    axes.spines[:].set_visible(False)
    return drawing, axes


def _node(axes, at, text, step=0, above="", above_step=0):
    x, y = at
    box = {"boxstyle": "round,pad=0.4", "facecolor": PAPER, "edgecolor": INK, "linewidth": 1}
    _text(axes, x, y, text, INK, step, bbox=box, zorder=3)
    if above:
        _text(axes, x, y + 0.33, above, INK, above_step, fontsize=11, zorder=3, bbox=GAP)


def _arrow(axes, start, end, colour, step=0, shrink=24):
    arrow = axes.annotate("", xy=end, xytext=start, zorder=1, arrowprops={
        "arrowstyle": "-|>", "color": colour, "shrinkA": shrink, "shrinkB": shrink,
        "linewidth": 1.2,
    })  # fmt: skip
    _of_step(arrow.arrow_patch, step)


def _text(axes, x, y, words, colour=INK, step=0, **style):
    text = axes.text(x, y, words, color=colour, ha="center", va="center", **style)
    _of_step(text, step)


def _of_step(artist, step):
    if step:
        artist.set_gid(f"step-{step}")
