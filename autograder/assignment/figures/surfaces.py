"""Figures of descents: on a bowl, over a hump, and past a saddle."""

from __future__ import annotations

import itertools

import numpy as np

from ...build.handout.drawing import (
    BLUE,
    GREEN,
    INK,
    ORANGE,
    SOFT,
    coarse,
    figure,
    live_data_of,
    only_live,
    panel,
)


def bowl(theta):
    """The surface of chapter 1: theta_1^2 + 10 theta_2^2."""
    return theta[0] ** 2 + 10 * theta[1] ** 2


def bowl_gradient(theta):
    return np.array([2 * theta[0], 20 * theta[1]])


@figure
def learning_rates(functions):
    """Three rates from one start, 12 steps each."""
    descend = functions("descent.gradient_descent")
    panels = []
    for title, rate in (("too small: α = 0.004", 0.004), ("about right: α = 0.08", 0.08),
                        ("too large: α = 0.102", 0.102)):  # fmt: skip
        drawing, axes = panel(title, width=230, height=230, left=48, right=6)
        contours(axes, bowl, (-1.3, 1.3), (-1.6, 1.6), [0.2, 1, 3, 7, 13, 20])
        path = coarse(descend(bowl_gradient, [1.0, 1.0], rate, 12))
        axes.plot(*path.T, "-o", color=BLUE, markersize=3.5, linewidth=1.2)
        axes.plot(*path[0], "o", color=INK, markersize=6)
        axes.plot(0, 0, "*", color=ORANGE, markersize=11)
        axes.set(xlim=(-1.3, 1.3), ylim=(-1.6, 1.6), xlabel="θ₁", ylabel="θ₂")
        axes.set(xticks=[-1, 0, 1], yticks=[-1, 0, 1])
        panels.append(drawing)
    return [*panels, _bowl_to_walk_on()]


def _bowl_to_walk_on():
    """The bowl from above, without a path."""
    drawing, axes = panel(width=340, height=320, top=8)
    contours(axes, bowl, (-1.6, 1.6), (-1.6, 1.6), [0.2, 1, 3, 7, 13, 20])
    axes.plot(0, 0, "*", color=ORANGE, markersize=11)
    axes.set(xlim=(-1.6, 1.6), ylim=(-1.6, 1.6), xlabel="θ₁", ylabel="θ₂")
    axes.set(xticks=[-1, 0, 1], yticks=[-1, 0, 1])
    only_live(drawing)
    return drawing


def contours(axes, f, x_range, y_range, levels):
    """The level lines of f."""
    x = np.linspace(x_range[0], x_range[1], 61)
    y = np.linspace(y_range[0], y_range[1], 61)
    z = coarse(f(np.meshgrid(x, y)), 6)
    axes.contour(x, y, z, levels=levels, colors=SOFT, linewidths=0.7, linestyles="solid")


@figure
def saddle(functions):
    """Gradient descent near the saddle of theta_1^2 - theta_2^2, and how fast it moves."""
    descend = functions("descent.gradient_descent")

    def gradient(theta):
        return np.array([2 * theta[0], -2 * theta[1]])

    path = coarse(descend(gradient, [1.0, 0.001], 0.1, 40), 4)
    seen = path[np.abs(path[:, 1]) <= 1.2]
    above, axes = panel("the path from above")
    contours(axes, lambda t: t[0] ** 2 - t[1] ** 2, (-1.2, 1.2), (-1.2, 1.2),
             [-1, -0.6, -0.25, -0.05, 0.05, 0.25, 0.6, 1])  # fmt: skip
    axes.plot(*seen.T, "-o", color=BLUE, markersize=3.5, linewidth=1.2)
    axes.plot(*seen[0], "o", color=INK, markersize=6)
    axes.set(xlabel="θ₁", ylabel="θ₂", xticks=[-1, 0, 1], yticks=[-1, 0, 1])
    lengths, axes = panel("length of each step")
    moves = coarse(np.linalg.norm(np.diff(seen, axis=0), axis=1), 4)
    axes.plot(np.arange(1, len(moves) + 1), moves, "-o", color=BLUE, markersize=3.5)
    axes.set(xlabel="step", ylim=(0, 0.22))
    return [above, lengths]


# All examples agree at the deep minimum, DEEP, and contradict each other elsewhere: half of
# them add a quadratic around it to the loss, half subtract it.
DEEP, AGAINST, RATE, START, SEED, STEPS = -1.0574537707383778, 1.2, 0.25, 1.4, 6, 60
SIGNS = np.repeat([1.0, -1.0], 8)


def hilly(theta):
    """The loss of the figure `escape`: minima at -1.06 and at 0.93, a hump between them."""
    return theta**4 / 4 - theta**2 / 2 + theta / 8


def hilly_slope(theta):
    return theta**3 - theta + 1 / 8


def drawn_signs(functions, batch_size, seed, steps=STEPS):
    """The signs of the examples in each batch, epoch after epoch: (steps, batch_size)."""
    rng = np.random.default_rng(seed)
    minibatches = functions("sgd.minibatches")
    epochs = (minibatches(SIGNS, SIGNS, batch_size, rng) for _ in itertools.count())
    batches = itertools.islice(itertools.chain.from_iterable(epochs), steps)
    return np.array([signs for signs, _ in batches])


def stochastic_path(functions, batch_size, seed, steps=STEPS):
    """SGD on the hilly loss, in batches of the sixteen examples."""
    path = [START]
    for signs in drawn_signs(functions, batch_size, seed, steps):
        slope = hilly_slope(path[-1]) + signs.mean() * AGAINST * (path[-1] - DEEP)
        path.append(path[-1] - RATE * slope)
    return np.array(path)


@figure
def escape(functions):
    """Full gradient descent stays in the shallow minimum, SGD leaves it."""
    descend = functions("descent.gradient_descent")
    full = coarse(descend(hilly_slope, [START], RATE, STEPS)[:, 0])
    noisy = coarse(stochastic_path(functions, 1, SEED))
    panels = []
    for title, path, colour in (("all examples", full, BLUE), ("one at a time", noisy, ORANGE)):
        drawing, axes = _hills(title)
        axes.plot(path, coarse(hilly(path), 4), "o", color=colour, markersize=4, alpha=0.6)
        axes.plot(path[0], hilly(path[0]), "o", color=INK, markersize=6)
        axes.plot(path[-1], hilly(path[-1]), "*", color=GREEN, markersize=13)
        panels.append(drawing)
    return [*panels, *_hills_to_walk_on()]


@live_data_of("escape")
def _escape_data(functions):
    """The loss's constants, and the order of the examples for each of twenty seeds, as hex."""
    orders = [drawn_signs(functions, len(SIGNS), seed).ravel() for seed in range(20)]
    bits = ["".join("01"[int(sign > 0)] for sign in signs) for signs in orders]
    return {
        "start": START, "rate": RATE, "against": AGAINST, "deep": DEEP, "steps": STEPS,
        "examples": len(SIGNS), "orders": [f"{int(row, 2):0{len(row) // 4}x}" for row in bits],
    }  # fmt: skip


def _hills(title):
    drawing, axes = panel(title)
    theta = np.linspace(-1.9, 1.9, 96)
    axes.plot(theta, coarse(hilly(theta), 4), color=SOFT, linewidth=1.2)
    axes.set(xlabel="θ", ylabel="L", xlim=(-1.9, 1.9), ylim=(-0.6, 1.1))
    return drawing, axes


def _hills_to_walk_on():
    """The loss, and θ against the step, without a path."""
    loss, _ = _hills("the loss")
    course, axes = panel("θ after each step")
    for minimum, words in ((DEEP, "deep minimum"), (0.93, "shallow minimum")):
        axes.axhline(minimum, color=SOFT, linewidth=0.8)
        axes.text(STEPS - 1, minimum + 0.08, words, ha="right", fontsize=11)
    axes.set(xlabel="step", ylabel="θ", xlim=(0, STEPS), ylim=(-1.9, 1.9))
    for drawing in (loss, course):
        only_live(drawing)
    return loss, course
