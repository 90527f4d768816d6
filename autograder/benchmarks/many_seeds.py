"""Grade the solution on many seeds, and count the points that it loses.

python -m autograder.benchmarks.many_seeds [SEEDS]
"""

from __future__ import annotations

import os
import time
from concurrent.futures import ProcessPoolExecutor

from autograder.core.help import parser


def points_lost(seeds: range) -> list[tuple[int, str, float]]:
    """The questions that are not full: seed, number, points lost.

    In this process: a thousand seeds need no thousand sandboxes.
    """
    from autograder.verify.bench import Bench

    bench, lost = Bench(), []
    for seed in seeds:
        for number, graded in bench.grade({}, seed).items():
            if not graded.full:
                lost.append((seed, number, graded.outcome.max_score - graded.outcome.score))
    return lost


def main(seeds: int):
    """Print every point lost, and the rate."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    started = time.monotonic()
    jobs = os.cpu_count() or 1
    with ProcessPoolExecutor(jobs) as pool:
        shares = [range(first, seeds, jobs) for first in range(jobs)]
        lost = [row for share in pool.map(points_lost, shares) for row in share]
    for seed, number, points in lost:
        print(f"seed {seed}: question {number} lost {points:g}")
    seconds = time.monotonic() - started
    print(f"{seeds} seeds, {len(lost)} questions not in full, {seconds:.0f} s")


if __name__ == "__main__":
    arguments = parser(__doc__)
    arguments.add_argument("seeds", type=int, nargs="?", default=1000, metavar="SEEDS")
    main(arguments.parse_args().seeds)
