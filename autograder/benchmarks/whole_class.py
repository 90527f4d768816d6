"""What a whole class costs: time, submissions a minute, and memory, for classes of several sizes.

python -m autograder.benchmarks.whole_class [--sizes 30 300] [--jobs 2] [--stubs]

A loaded machine changes the clock more than the seconds of processors. The memory is
the largest PSS of the command and all that it starts: pages that processes share count
once. The second run finds all results fresh. With --stubs every submission is the
stencil: large classes cost less time, and show as well whether the cost grows with the
number of submissions and no faster.
"""

from __future__ import annotations

import argparse
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass

from rich import box
from rich.console import Console
from rich.table import Table

from .measuring import pss, tree
from .synthetic_class import write_export

EVERY_SECONDS = 0.25


@dataclass(frozen=True)
class Cost:
    """Seconds by the clock and of processors, and the largest memory in bytes, of one run."""

    seconds: float
    cpu_seconds: float
    peak_bytes: int


def measured(arguments: list[str]) -> Cost:
    """Run the command `autograder` with these arguments."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "autograder", *arguments], stdout=subprocess.DEVNULL
    )
    memory, processors, ended = [0], [0.0], threading.Event()

    def watch():
        while not ended.wait(EVERY_SECONDS):
            running = list(tree(process.pid))
            memory.append(sum(map(pss, running)))
            processors.append(sum(map(_cpu_seconds, running)))

    watcher = threading.Thread(target=watch)
    watcher.start()
    code = process.wait()
    seconds = time.perf_counter() - started
    ended.set()
    watcher.join()
    if code:
        raise SystemExit(f"autograder {' '.join(arguments)} ended with {code}")
    return Cost(seconds, max(processors), max(memory))


def _cpu_seconds(pid: int) -> float:
    """What a process has used of processors, with those of its children that have ended."""
    try:
        fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def main():
    """Print a line for each size."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[30, 300])
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--stubs", action="store_true")
    arguments = parser.parse_args()
    columns = ("submissions", "seconds", "a minute", "CPU seconds each", "peak memory")
    table = Table(*columns, "second run", box=box.SIMPLE_HEAD)
    for size in arguments.sizes:
        first, second = _cost(size, arguments.jobs, arguments.stubs)
        table.add_row(
            str(size),
            f"{first.seconds:.0f}",
            f"{60 * size / first.seconds:.0f}",
            f"{first.cpu_seconds / size:.2f}",
            f"{first.peak_bytes / 2**20:.0f} MB",
            f"{second.seconds:.1f} s",
        )
    Console().print(table)


def _cost(size, jobs, stubs):
    with tempfile.TemporaryDirectory(prefix="class-") as folder:
        export, output = pathlib.Path(folder, "export.zip"), pathlib.Path(folder, "graded")
        write_export(export, size, stubs=stubs)
        run = ["batch", str(export), "--output", str(output), "--jobs", str(jobs)]
        return measured(run), measured(run)


if __name__ == "__main__":
    main()
