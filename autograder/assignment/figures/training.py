"""Figures of trainings: batch sizes, two spirals, and the digits themselves."""

from __future__ import annotations

import itertools

import numpy as np
from matplotlib.colors import to_rgba
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from ...build.handout.drawing import BLUE, GREEN, INK, ORANGE, PAPER, SOFT, coarse, figure, panel

CROSS_ENTROPY = "softmax_cross_entropy"
EXAMPLES, RATE, WORK, STEPS = 256, 0.1, 4096, 240
BATCH_SIZES = {1: ORANGE, 16: GREEN, EXAMPLES: BLUE}


def losses_by_steps(functions, batch_size, steps, every):
    """The loss on 256 of the digits before the first step, and after every so many of them."""
    X, y, _, _ = functions("data.load_digits")()
    X, y = X[:EXAMPLES], y[:EXAMPLES]
    params = functions("functions.init_params")([64, 16, 10], np.random.default_rng(5))
    slopes, step = functions("network.loss_and_gradients"), functions("sgd.sgd_step")
    rng, net = np.random.default_rng(6), ["tanh", "identity"]
    epochs = (functions("sgd.minibatches")(X, y, batch_size, rng) for _ in itertools.count())
    losses = [slopes(params, net, X, y, CROSS_ENTROPY)[0]]
    for number, batch in enumerate(itertools.islice(itertools.chain.from_iterable(epochs), steps)):
        params = step(params, slopes(params, net, *batch, CROSS_ENTROPY)[1], RATE)
        if (number + 1) % every == 0:
            losses.append(slopes(params, net, X, y, CROSS_ENTROPY)[0])
    return losses


@figure
def batch_sizes(functions):
    """The loss against steps, and against gradient evaluations, for batches of 1, 16 and all."""
    by_steps, left = panel("against steps", left=36)
    by_work, right = panel("against gradient evaluations", left=36)
    for size, colour in BATCH_SIZES.items():
        curve = coarse(losses_by_steps(functions, size, STEPS, 4))
        left.plot(np.arange(len(curve)) * 4, curve, color=colour)
        every = max(1, 64 // size)
        curve = coarse(losses_by_steps(functions, size, WORK // size, every))
        right.plot(np.arange(len(curve)) * every * size, curve, color=colour)
    left.set(xlabel="steps", xlim=(0, STEPS), ylim=(0, 3.2))
    right.set(xlabel="gradients of single examples", xlim=(0, WORK), ylim=(0, 3.2))
    right.set_xticks([0, 1000, 2000, 3000, 4000])
    for number, (size, colour) in enumerate(BATCH_SIZES.items()):
        left.text(0.97, 0.9 - 0.1 * number, f"B = {size}", color=colour, ha="right",
                  transform=left.transAxes)  # fmt: skip
    return [by_steps, by_work]


@figure
def spirals(functions):
    """Where a network separates the two classes, after 0, 10 and 120 epochs."""
    X, y = functions("data.make_spirals")(300, np.random.default_rng(0))
    params = functions("functions.init_params")([2, 32, 2], np.random.default_rng(0))
    activations, rng, done, panels = ["tanh", "identity"], np.random.default_rng(3), 0, []
    for epochs in (0, 10, 120):
        params, _ = functions("sgd.train")(
            params, activations, X, y, CROSS_ENTROPY, 0.3, 10, epochs - done, rng
        )
        done = epochs
        guesses = functions("network.forward")(params, activations, X)[1][-1].argmax(axis=1)
        drawing, axes = panel(f"{epochs} epochs, {100 * np.mean(guesses == y):.0f}% correct",
                              width=230, height=240, left=8, right=8, bottom=8)  # fmt: skip
        _boundary(axes, functions, params, activations)
        for label, colour in ((0, BLUE), (1, ORANGE)):
            _dots(axes, coarse(X[y == label]), colour)
        axes.set(xticks=[], yticks=[], xlim=(-1.1, 1.1), ylim=(-1.1, 1.1))
        axes.spines[:].set_visible(False)
        panels.append(drawing)
    return panels


def _dots(axes, points, colour):
    """All points as one shape, lines without a length and with round ends: a tenth of the bytes."""
    ends = np.repeat(points, 2, axis=0)
    path = Path(ends, [Path.MOVETO, Path.LINETO] * len(points))
    axes.add_patch(PathPatch(path, edgecolor=colour, linewidth=2.8, capstyle="round"))


def _boundary(axes, functions, params, activations):
    """Where the two logits are equal, and the side on which the second is larger."""
    ticks = np.linspace(-1.1, 1.1, 56)
    grid = np.stack(np.meshgrid(ticks, ticks), axis=-1)
    logits = functions("network.forward")(params, activations, grid.reshape(-1, 2))[1][-1]
    lead = coarse(logits[:, 1] - logits[:, 0]).reshape(grid.shape[:2])
    axes.contourf(ticks, ticks, lead, levels=[0, 1e6], colors=[ORANGE], alpha=0.16)
    axes.contour(ticks, ticks, lead, levels=[0], colors=INK, linewidths=1.1)


@figure
def digits(functions):
    """The first training image of each digit."""
    X, y, _, _ = functions("data.load_digits")()
    drawing, axes = panel(width=460, height=180, left=4, right=4, top=4, bottom=4)
    firsts = [X[np.flatnonzero(y == digit)[0]] for digit in range(10)]
    corners = [(10 * (digit % 5), -10 * (digit // 5)) for digit in range(10)]
    _draw_images(axes, firsts, corners, pixel=8.6)
    axes.set(xlim=(-1, 49), ylim=(-19, 1), xticks=[], yticks=[], aspect="equal")
    axes.spines[:].set_visible(False)
    return [drawing]


def trained_on_digits(functions, seed=0):
    """The logits of the test digits after the training of the handout's 64-32-10 network."""
    X, y, X_test, _ = functions("data.load_digits")()
    rng, net = np.random.default_rng(seed), ["relu", "identity"]
    params = functions("functions.init_params")([64, 32, 10], rng)
    params, _ = functions("sgd.train")(params, net, X, y, CROSS_ENTROPY, 0.2, 32, 20, rng)
    return functions("network.forward")(params, net, X_test)[1][-1]


@figure
def read_digits(functions):
    """Fifteen test digits and five mistakes, each with the trained network's answer."""
    _, _, X, y = functions("data.load_digits")()
    answers = trained_on_digits(functions).argmax(axis=1)
    wrong = np.flatnonzero(answers != y)
    chosen = [*range(15), *wrong[:: len(wrong) // 5][:5]]
    drawing, axes = panel(width=460, height=270, left=4, right=4, top=4, bottom=4)
    corners = [(10 * (place % 7), -13 * (place // 7)) for place in range(20)]
    _draw_images(axes, X[chosen], corners, pixel=6.46)
    for example, (column, row) in zip(chosen, corners, strict=True):
        correct = answers[example] == y[example]
        words = f"{answers[example]}" if correct else f"{answers[example]} ({y[example]})"
        axes.text(column + 4, row - 10, words, ha="center", va="center",
                  color=INK if correct else ORANGE)  # fmt: skip
    axes.set(xlim=(-1, 69), ylim=(-38.5, 1), xticks=[], yticks=[], aspect="equal")
    axes.spines[:].set_visible(False)
    return [drawing]


def _draw_images(axes, images, corners, pixel):
    """8 x 8 images with their upper left corners there: for each grey one path of bars.

    A bar is a row's run of pixels; it is as thick as one, which is `pixel` points.
    """
    bars: dict[float, list] = {}
    for image, (x, y) in zip(images, corners, strict=True):
        for row, inks in enumerate(image.reshape(8, 8)):
            for ink in np.unique(inks[inks > 0]):
                ends = [(x + column, y - row - 0.5) for column in _runs(inks == ink)]
                bars.setdefault(float(ink), []).extend(ends)
    for ink, ends in sorted(bars.items()):
        path = Path(ends, [Path.MOVETO, Path.LINETO] * (len(ends) // 2))
        shade = to_rgba(INK, ink)
        axes.add_patch(PathPatch(path, edgecolor=shade, linewidth=pixel, capstyle="butt"))
    frames = Path.make_compound_path(*(_square(x, y, 8) for x, y in corners))
    axes.add_patch(PathPatch(frames, facecolor="none", edgecolor=SOFT, linewidth=0.6))


def _runs(chosen):
    """Where runs of chosen entries start and end: start, end, start, end, …"""
    return np.flatnonzero(np.diff(np.concatenate([[0], chosen.astype(int), [0]])))


def _square(x, y, side=1):
    return Path([(x, y), (x + side, y), (x + side, y - side), (x, y - side), (x, y)], closed=True)


@figure
def one_weight(functions):
    """A layer with three inputs and two outputs; one weight is highlighted."""
    drawing, axes = panel(width=420, height=210, left=4, right=4, top=4, bottom=4)
    inputs = [(0.0, 2.0), (0.0, 1.0), (0.0, 0.0)]
    outputs = [(2.4, 1.5), (2.4, 0.5)]
    for j, end in enumerate(outputs):
        for i, start in enumerate(inputs):
            chosen = (j, i) == (1, 2)
            axes.plot(*zip(start, end, strict=True), color=ORANGE if chosen else SOFT,
                      linewidth=2.6 if chosen else 0.8, zorder=0)  # fmt: skip
    for name, (x, y) in zip(["x₁", "x₂", "x₃", "z₁", "z₂"], inputs + outputs, strict=True):
        axes.plot(x, y, "o", markersize=30, markerfacecolor=PAPER, markeredgecolor=INK)
        axes.text(x, y, name, ha="center", va="center", fontsize=13)
    axes.text(1.2, -0.12, "w₂,₃", color=ORANGE, ha="center", fontsize=14)
    axes.text(-0.32, 1.0, "input i", ha="right", va="center")
    axes.text(2.72, 1.0, "output j", ha="left", va="center")
    axes.set(xlim=(-1.3, 3.7), ylim=(-0.5, 2.5), xticks=[], yticks=[])
    axes.spines[:].set_visible(False)
    return [drawing]
