"""Figures of derivatives computed by a computer: errors, and jumps."""

from __future__ import annotations

import numpy as np

from ...build.handout.drawing import BLUE, GREEN, ORANGE, PAPER, figure, live_data_of, panel

POINT = 0.7
STEPS = [10 ** (-quarter / 4) for quarter in range(2, 61)]


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
    errors = np.maximum([difference_errors(h) for h in STEPS], 1e-17)
    drawing, axes = panel(width=440, height=290, left=62, right=14, top=12)
    for curve, colour, name, place in zip(
        errors.T, (BLUE, ORANGE, GREEN), ("forward", "central", "complex step"),
        ((3e-4, 1.2e-2), (1.6e-2, 3e-7), (3e-12, 1e-15)), strict=True,
    ):  # fmt: skip
        axes.loglog(STEPS, curve, color=colour)
        axes.text(*place, name, color=colour, ha="left" if name == "central" else "center")
    axes.set(xlabel="step h", ylabel="relative error", xlim=(1e-15, 1), ylim=(3e-18, 10))
    axes.set_xticks([1e-15, 1e-10, 1e-5, 1], labels=["10⁻¹⁵", "10⁻¹⁰", "10⁻⁵", "1"])
    axes.set_yticks([1e-16, 1e-12, 1e-8, 1e-4, 1], labels=["10⁻¹⁶", "10⁻¹²", "10⁻⁸", "10⁻⁴", "1"])
    axes.minorticks_off()
    return [drawing]


@live_data_of("valley")
def _valley_data(functions):
    return {"x": POINT, "steps": STEPS}


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
