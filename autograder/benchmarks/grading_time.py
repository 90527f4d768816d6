"""How long `autograder grade solution` takes, beside importing NumPy, and where it goes.

python -m autograder.benchmarks.grading_time
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time

from rich import box
from rich.console import Console
from rich.table import Table

from autograder.core.help import parser
from autograder.core.homework import SOLUTION

ENVIRONMENT = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
COMMANDS = {
    "import numpy": ["-c", "import numpy"],
    "autograder grade, one question": ["-m", "autograder", "grade", str(SOLUTION), "--only", "2.6"],
    "autograder grade, all questions": ["-m", "autograder", "grade", str(SOLUTION)],
}


def seconds(arguments: list[str], repeats: int = 7) -> float:
    """The median wall-clock time of a Python command."""

    def once():
        started = time.perf_counter()
        subprocess.run(
            [sys.executable, *arguments], env=ENVIRONMENT, check=True, stdout=subprocess.DEVNULL
        )
        return time.perf_counter() - started

    return statistics.median(once() for _ in range(repeats))


def seconds_of_questions() -> dict[str, float]:
    """The time of each question, in one run."""
    from autograder.grading.grade import grade
    from autograder.intake import start_reading
    from autograder.sandbox.workers import Workers

    times: dict[str, float] = {}
    with Workers() as workers:
        grade(start_reading(SOLUTION), workers, only=["2.6"])
        last = time.perf_counter()

        def note(row):
            nonlocal last
            now = time.perf_counter()
            times[f"{row['number']} {row['name']}"] = now - last
            last = now

        grade(start_reading(SOLUTION), workers, on_row=note)
    return times


def main():
    """Print both tables."""
    times = {name: seconds(arguments) for name, arguments in COMMANDS.items()}
    unit = times["import numpy"]
    total = Table("command", "seconds", "times import numpy", box=box.SIMPLE_HEAD)
    for name, value in times.items():
        total.add_row(name, f"{value:.3f}", f"{value / unit:.1f}")
    questions = Table("question", "milliseconds", box=box.SIMPLE_HEAD)
    for name, value in sorted(seconds_of_questions().items(), key=lambda item: -item[1])[:10]:
        questions.add_row(name, f"{1000 * value:.0f}")
    console = Console()
    console.print(total)
    console.print("The ten questions that take longest, reference and submission together:")
    console.print(questions)


if __name__ == "__main__":
    parser(__doc__).parse_args()
    main()
