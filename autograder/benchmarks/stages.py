"""What grading one submission spends its time on, stage by stage.

python -m autograder.benchmarks.stages

The grader's own clock: while a worker answers, the grader waits. Three runs, each of a
new process, whose stages are the medians: the solution, one with six mistakes, and the
stencil. What confinement costs in the worker is confinement_cost's figure.
"""

from __future__ import annotations

import contextlib
import functools
import json
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator

from rich import box
from rich.console import Console
from rich.table import Table

from autograder.core.help import parser

REPEATS = 5
STARTING = "Python, NumPy and the kit are loaded, the clean process is ready"
SELF_TEST = "the sandbox tests itself"
READING = "the submission is read, as far as the grader waits for that"
FORKING = "workers are forked and ended, as far as the grader waits for that"
WIRE = "the wire: requests and answers, encoded and decoded"
WORKING = "workers: confined, they import the submission and run its functions"
REFERENCE = "the reference answers, and what is expected is made of it"
JUDGING = "answers are judged"
SECOND = "second looks, with the reference's functions lent"
DIAGNOSIS = "failed answers are compared with known mistakes"
RESULTS = "results.json is written"
REST = "inputs are drawn, rows and words are made"
ORDER = (STARTING, SELF_TEST, READING, FORKING, WIRE, WORKING, REFERENCE, JUDGING, SECOND,
         DIAGNOSIS, RESULTS, REST)  # fmt: skip


class Stopwatch:
    """Adds up the time of each stage; a stage within another one is taken out of it.

    Within the stages of `whole` everything counts as theirs.
    """

    whole = (SECOND, DIAGNOSIS)

    def __init__(self):
        self.seconds: dict[str, float] = defaultdict(float)
        self.stage = REST
        self.since = time.perf_counter()

    @contextlib.contextmanager
    def during(self, stage: str) -> Iterator[None]:
        before = self.stage
        inside = before == DIAGNOSIS or (before == SECOND and stage != DIAGNOSIS)
        self._switch(before if inside else stage)
        try:
            yield
        finally:
            self._switch(before)

    def _switch(self, stage):
        now = time.perf_counter()
        self.seconds[self.stage] += now - self.since
        self.stage, self.since = stage, now

    def watch(self, owner, name: str, stage: str):
        """Have each call of a function or method count as this stage."""
        function = getattr(owner, name)

        @functools.wraps(function)
        def watched(*arguments, **named):
            with self.during(stage):
                return function(*arguments, **named)

        setattr(owner, name, watched)


def grade_watched(submission: str, results: str, started: float) -> dict[str, float]:
    """Grade in this process, which was asked for at `started`; the seconds of each stage."""
    from autograder.grading.clean_start import clean_workers, load_grader

    with clean_workers() as workers:
        from autograder.intake import start_reading

        read = start_reading(submission)
        load_grader()
        from autograder.grading import grade as grading
        from autograder.grading import known, session, verdicts
        from autograder.grading.reference import Reference
        from autograder.grading.results import ResultsFile
        from autograder.sandbox import asking
        from autograder.sandbox import workers as workers_module
        from autograder.sandbox.channels import SocketChannel

        Reference()
        workers.protections()
        clock = Stopwatch()
        clock.seconds[STARTING] = time.monotonic() - started

        def waited():
            with clock.during(READING):
                return read()

        for owner, name, stage in (
            (grading, "require_confinement", SELF_TEST),
            (workers_module.Workers, "process", FORKING),
            (workers_module.Process, "end", FORKING),
            (asking, "pack", WIRE),
            (asking, "decode", WIRE),
            (SocketChannel, "receive", WORKING),
            (Reference, "answer", REFERENCE),
            (verdicts.Verdicts, "on", JUDGING),
            (session.Session, "_with_lent", SECOND),
            (known.KnownMistakes, "like", DIAGNOSIS),
            (ResultsFile, "_write", RESULTS),
        ):
            clock.watch(owner, name, stage)
        grading.grade(waited, workers, pathlib.Path(results))
        with clock.during(REST):
            return dict(clock.seconds)


def stages_of(submission: pathlib.Path) -> dict[str, float]:
    """The median seconds of each stage, each repeat in a process of its own."""
    runs = []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(REPEATS):
            results = str(pathlib.Path(folder, "results.json"))
            arguments = [str(submission), results, repr(time.monotonic())]
            ran = subprocess.run(
                [sys.executable, "-B", "-m", "autograder.benchmarks.stages", *arguments],
                check=True, capture_output=True, text=True,
                env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
            )  # fmt: skip
            runs.append(json.loads(ran.stdout))
    return {stage: statistics.median(run.get(stage, 0.0) for run in runs) for stage in ORDER}


def main():
    """Print the table."""
    from autograder.core.homework import PACKAGE_FOLDER, ROOT

    from .synthetic_class import mistaken

    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for file, data in mistaken(random.Random(4), mistakes=6).items():
            (folder / file).write_bytes(data)
        columns = {
            "the solution": stages_of(PACKAGE_FOLDER),
            "six mistakes": stages_of(folder),
            "the stencil": stages_of(ROOT / "stencil"),
        }
    table = Table("milliseconds", *columns, box=box.SIMPLE_HEAD)
    for stage in ORDER:
        table.add_row(stage, *(f"{1000 * seconds[stage]:.0f}" for seconds in columns.values()))
    together = (sum(seconds.values()) for seconds in columns.values())
    table.add_row("together", *(f"{1000 * seconds:.0f}" for seconds in together))
    Console(width=110).print(table)


if __name__ == "__main__":
    if len(sys.argv) == 4:
        print(json.dumps(grade_watched(sys.argv[1], sys.argv[2], float(sys.argv[3]))))
    else:
        parser(__doc__).parse_args()
        main()
