"""What a command costs: time by the clock and of processors, and memory, all its processes."""

from __future__ import annotations

import contextlib
import os
import pathlib
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

EVERY_SECONDS = 0.01


@dataclass(frozen=True)
class Command:
    """A command, the folder that it runs in, and its environment: nothing else of ours."""

    arguments: Sequence[str | os.PathLike]
    folder: pathlib.Path | None = None
    environment: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Cost:
    """Seconds by the clock, and of processors: the latter suffer less from what else runs."""

    seconds: float
    cpu_seconds: float


def spread(values: Sequence[float]) -> str:
    """Minimum, median and maximum."""
    return f"{min(values):.2f} {statistics.median(values):.2f} {max(values):.2f}"


def measured(command: Command, join: Callable[[], None] | None = None) -> Cost:
    """Run a command; `join` is called in its process first. RuntimeError if it fails."""
    started = time.perf_counter()
    with _running(command, join) as process:
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
    return Cost(seconds, used.ru_utime + used.ru_stime)


def peak_bytes(*commands: Command) -> int:
    """The largest PSS of commands that run at once, with all that they start.

    Pages that processes share count once. Looking takes time, so none is measured here.
    """
    with contextlib.ExitStack() as stack:
        processes = [stack.enter_context(_running(command)) for command in commands]
        peak = 0
        while any(process.poll() is None for process in processes):
            peak = max(peak, sum(pss(pid) for one in processes for pid in tree(one.pid)))
            threading.Event().wait(EVERY_SECONDS)
    return peak


@contextlib.contextmanager
def _running(command, join=None) -> Iterator[subprocess.Popen]:
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            [str(one) for one in command.arguments],
            cwd=command.folder, env=command.environment, preexec_fn=join,
            stdin=subprocess.DEVNULL, stdout=output, stderr=output,
        )  # fmt: skip
        try:
            yield process
        finally:
            code = process.wait()
        if code:
            output.seek(0)
            told = output.read().decode(errors="replace")[-3000:]
            raise RuntimeError(f"{command.arguments[0]} ended with {code}:\n{told}")


def tree(pid: int) -> Iterator[int]:
    """A process and all that descend from it, of those that still run."""
    yield pid
    try:
        children = pathlib.Path(f"/proc/{pid}/task/{pid}").parent.glob("*/children")
        below = [int(child) for file in children for child in file.read_text().split()]
    except OSError:
        return
    for child in below:
        yield from tree(child)


def pss(pid: int) -> int:
    """A process's memory in bytes, shared pages divided among those that share them."""
    try:
        text = pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    return next((1024 * int(ln.split()[1]) for ln in text.splitlines() if ln.startswith("Pss:")), 0)
