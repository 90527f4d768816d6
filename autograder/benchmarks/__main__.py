"""All figures in one run, a table after the other: some 25 minutes on two cores.

python -m autograder.benchmarks [--environments FOLDER] [--only NAME ...]

Nothing else should run meanwhile. Other graders and libraries are installed, exactly
pinned, into environments of their own in FOLDER, where they are kept for the next time.
"""

from __future__ import annotations

import argparse
import pathlib
import subprocess
import sys
import tempfile

from .epoch import machine

INSTALLING = ("side_by_side", "epoch", "student_tests")
ARGUMENTS = {
    **dict.fromkeys(INSTALLING, ()),
    "stages": (),
    "grading_time": (),
    "confinement_cost": (),
    "derivative_costs": (),
    "network_costs": (),
    "whole_class": ("--stubs", "--sizes", "30", "300", "3000"),
}


def main():
    """Run one benchmark after another, each in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--environments", type=pathlib.Path, metavar="FOLDER",
        help="where other graders and libraries are installed and kept; a temporary one without",
    )  # fmt: skip
    parser.add_argument(
        "--only", nargs="+", choices=ARGUMENTS, default=list(ARGUMENTS), help="not all of them"
    )
    arguments = parser.parse_args()
    print(machine(), flush=True)
    with tempfile.TemporaryDirectory(prefix="environments-") as temporary:
        environments = str(arguments.environments or temporary)
        for name in arguments.only:
            more = ("--environments", environments) if name in INSTALLING else ()
            command = [sys.executable, "-m", f"{__package__}.{name}", *ARGUMENTS[name], *more]
            print(f"\n{name}", flush=True)
            subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
