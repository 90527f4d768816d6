"""What `backward` costs beside `forward`, and `vjp` beside the product of all Jacobians.

python -m autograder.benchmarks.network_costs [--rounds 25]

Both of a pair run by turns, on one thread; the ratios are of medians.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable
from statistics import median

from autograder.sandbox.limits import ONE_THREAD

os.environ.update(ONE_THREAD)

import numpy as np
from rich import box
from rich.console import Console
from rich.table import Table

from autograder.grading.reference import Reference

WIDTHS = (8, 32, 128, 512, 1024)
SIZES = (10, 40, 160, 640)
BATCH, LAYERS = 64, 4
MOST = 3.0


def medians(first: Callable, second: Callable, rounds: int) -> tuple[float, float]:
    """The median milliseconds of two functions that are called by turns."""
    spent: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for function, times in zip((first, second), spent, strict=True):
            started = time.process_time()
            function()
            times.append(1000 * (time.process_time() - started))
    return median(spent[0]), median(spent[1])


def of_width(functions, width: int, rounds: int) -> tuple[float, float]:
    """Milliseconds of forward and of backward, through four tanh layers of one width."""
    rng = np.random.default_rng(0)
    params = functions("functions.init_params")([width] * (LAYERS + 1), rng)
    activations, X = ["tanh"] * LAYERS, rng.normal(size=(BATCH, width))
    forward, backward = functions("network.forward"), functions("network.backward")
    Z, A = forward(params, activations, X)
    dL_dyhat = rng.normal(size=(BATCH, width))
    return medians(
        lambda: forward(params, activations, X),
        lambda: backward(params, activations, Z, A, dL_dyhat),
        rounds,
    )


def of_size(functions, size: int, rounds: int) -> tuple[float, float]:
    """Milliseconds of vjp and of the full product, for four Jacobians (size, size)."""
    rng = np.random.default_rng(0)
    jacobians = [rng.normal(size=(size, size)) for _ in range(LAYERS)]
    u = rng.normal(size=size)
    vjp, product = functions("chain_rule.vjp"), functions("chain_rule.chain_jacobians")
    return medians(lambda: vjp(jacobians, u), lambda: product(jacobians), rounds)


def main():
    """Print both tables, and whether the target is met."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=25)
    rounds = parser.parse_args().rounds
    functions, console = Reference().functions, Console()
    table = Table("width", "forward, ms", "backward, ms", "backward / forward", box=box.SIMPLE_HEAD)
    ratios = []
    for width in WIDTHS:
        forward, backward = of_width(functions, width, rounds)
        ratios.append(backward / forward)
        table.add_row(f"{width:,}", f"{forward:.2f}", f"{backward:.2f}", f"{ratios[-1]:.2f}")
    console.print(table)
    met = "met" if max(ratios) <= MOST else "not met"
    print(f"target: at most {MOST:g} times forward at every width: {met}")
    table = Table("size", "vjp, ms", "full product, ms", "product / vjp", box=box.SIMPLE_HEAD)
    for size in SIZES:
        own, full = of_size(functions, size, rounds)
        table.add_row(f"{size:,}", f"{own:.3f}", f"{full:.3f}", f"{full / own:.0f}")
    console.print(table)


if __name__ == "__main__":
    main()
