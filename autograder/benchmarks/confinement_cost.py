"""What confinement costs a question: fork a worker and have a trivial answer, with it and without.

python -m autograder.benchmarks.confinement_cost [REPEATS]
"""

from __future__ import annotations

import functools
import os
import signal
import socket
import statistics
import time

import numpy  # noqa: F401  so that no worker has to load it

from autograder.core.help import parser
from autograder.core.records import ask
from autograder.sandbox import worker
from autograder.sandbox.channels import SocketChannel
from autograder.sandbox.confinement import Plan, confine, make_plan
from autograder.sandbox.line import Line
from autograder.sandbox.protections import Protection
from autograder.sandbox.sources import Sources
from autograder.sandbox.starters import Started
from autograder.sandbox.workers import Workers
from autograder.wire import decode

FILES = {"backprop/__init__.py": b"", "backprop/work.py": b"def f(x): return x\n"}
ALLOWED_MILLISECONDS = 6.0


class ForkHere:
    """Starts workers by forking this process; without a plan they are not confined."""

    def __init__(self, plan: Plan | None):
        self.plan = plan

    def protections(self) -> Protection:
        return self.plan.protections if self.plan else Protection(0)

    def start(self, submission: bytes) -> Started:
        parent = os.getpid()
        ours, theirs = socket.socketpair()
        with theirs:
            pid = os.fork()
            if pid == 0:
                self._serve(decode(submission), theirs.fileno(), parent)
        end = functools.partial(_end, pid)
        return Started(SocketChannel(ours), pid, end, end)

    def _serve(self, held, descriptor, parent):
        try:
            os.setsid()
            if self.plan:
                confine(self.plan, parent, keep=(descriptor,))
            Sources(held["package"], held["files"], {}).install()
            worker.serve(held["package"], Line(descriptor, descriptor))
        finally:
            os._exit(0)

    def close(self):
        """Nothing is kept between workers."""


def _end(pid):
    os.kill(pid, signal.SIGKILL)
    return os.waitpid(pid, 0)[1]


def milliseconds(workers: Workers) -> float:
    """The time from the fork to the first answer; ending the worker is not counted."""
    started = time.perf_counter()
    with workers.start(FILES, seconds=20.0) as one:
        observation = one.observe(ask("work.f", x=1.5))
        spent = 1000 * (time.perf_counter() - started)
    if observation.value != 1.5:
        raise RuntimeError(f"the worker did not answer: {observation}")
    return spent


def main(repeats: int):
    """Print both medians, and what lies between them."""
    kinds = {"without": Workers(ForkHere(None)), "with": Workers(ForkHere(make_plan()))}
    times: dict[str, list[float]] = {name: [] for name in kinds}
    # By turns, so that a busy machine is as busy for the one as for the other.
    for _ in range(repeats):
        for name, workers in kinds.items():
            times[name].append(milliseconds(workers))
    medians = {name: statistics.median(values) for name, values in times.items()}
    added = medians["with"] - medians["without"]
    print(f"protections          {kinds['with'].protections().described()}")
    for name, median in medians.items():
        print(f"{name + ' confinement':<20} {median:6.2f} ms, fork to first answer")
    verdict = "within" if added <= ALLOWED_MILLISECONDS else "ABOVE"
    print(f"difference           {added:6.2f} ms, {verdict} the {ALLOWED_MILLISECONDS:g} allowed")


if __name__ == "__main__":
    arguments = parser(__doc__)
    arguments.add_argument("repeats", type=int, nargs="?", default=200, metavar="REPEATS")
    main(arguments.parse_args().repeats)
