"""A class in which some submissions use up every budget, graded in a copy of the kit.

python -m autograder.tests.class_of_eaters FOLDER [--size 60] [--cores 2] [--run-seconds 60]

It prints what became of the honest ones and of each of the others, how long it took, how
large a process got, and what was left running.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import pathlib
import re
import resource
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from autograder.core.homework import PACKAGE_FOLDER, ROOT, written_names
from autograder.sandbox.linux import PR_SET_CHILD_SUBREAPER, prctl

Files = Mapping[str, bytes]


def solution() -> dict[str, bytes]:
    """The finished files in which students write."""
    return {f"backprop/{name}": (PACKAGE_FOLDER / name).read_bytes() for name in written_names()}


def everywhere(body: str, before: str = "") -> Callable[[], Files]:
    """Submissions in which each function and class is replaced by one with this body."""

    def make():
        files = {}
        for name, written in written_names().items():
            replaced = f"\n\n{before}\n\ndef _eat(*arguments, **named):\n    {body}\n\n"
            replaced += "".join(f"{one} = _eat\n" for one in written)
            files[f"backprop/{name}"] = solution()[f"backprop/{name}"] + replaced.encode()
        return files

    return make


def at_import(source: bytes) -> Callable[[], Files]:
    """Submissions whose every file is this source."""
    return lambda: {f"backprop/{name}": source for name in written_names()}


EATERS: dict[str, Callable[[], Files]] = {
    "blank_lines": at_import(b"\n" * 1_000_000),
    "endless_imports": at_import(b"while True: pass\n"),
    "endless_calls": everywhere("while True: pass"),
    "sleeps": everywhere("__import__('time').sleep(10**6)"),
    "numbers_without_arrays": everywhere("return [0.5] * 190_000"),
    "largest_answers": everywhere("return np.full((700, 700), 0.5)", "import numpy as np"),
    "memory": everywhere("return [bytearray(2**20) for _ in range(10**6)]"),
    "processes": everywhere(
        "return [os.fork() for _ in range(200)] or [threading.Thread(target=time.sleep, "
        "args=[9]).start() for _ in range(200)]",
        "import os, threading, time",
    ),
    "nesting": at_import(b"x = " + b"(" * 100_000),
    "wide_expressions": everywhere(
        "return _wide", "_wide = ('+', 0, 'x')\nfor _ in range(12): _wide = ('+', _wide, _wide)"
    ),
}


def write_zips(folder: pathlib.Path):
    """Two more eaters, which are zips: a list of files without end, and a notebook of brackets."""
    path = folder / "list_without_end.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(60_000):
            archive.writestr(zipfile.ZipInfo(f"{number:060}.py"), b"")
    data = bytearray(path.read_bytes())
    data[-6:-2] = b"PK\5\6"
    path.write_bytes(data)
    brackets = b'{"cells": [' + b"[]," * 2_600_000 + b"[]]}"
    with zipfile.ZipFile(folder / "brackets.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.ipynb", brackets)


def write_class(folder: pathlib.Path, size: int, eaters: Mapping[str, Callable[[], Files]]):
    """A folder of submissions: `eaters`, two zips, and honest ones up to `size`."""
    folder.mkdir()
    write_zips(folder)
    for name, make in eaters.items():
        write(folder / name, make())
    for number in range(size - len(eaters) - 2):
        more = {"backprop/sgd.py": solution()["backprop/sgd.py"] + f"\nX = {number}\n".encode()}
        write(folder / f"honest_{number}", {**solution(), **more})


def write(folder, files):
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def copy_of_kit(folder: pathlib.Path, run_seconds: int) -> pathlib.Path:
    """The kit, with another time for a submission in its settings."""
    ignore = shutil.ignore_patterns("__pycache__", ".*", "tests")
    for name in ("autograder", "solution"):
        shutil.copytree(ROOT / name, folder / name, ignore=ignore)
    settings = folder / "autograder" / "assignment" / "settings.toml"
    text = settings.read_text(encoding="utf-8")
    text = re.sub(r"(?m)^run_seconds = \d+", f"run_seconds = {run_seconds}", text)
    settings.write_text(text, encoding="utf-8")
    return folder


@dataclass(frozen=True)
class Graded:
    """What came of a class: each one's line of grades.csv by its name, and what it cost."""

    lines: Mapping[str, Mapping[str, str]]
    seconds: float
    megabytes: float
    left: tuple[str, ...]
    status: int
    said: str

    @property
    def harmed(self) -> list[str]:
        """The honest ones that have not all their points."""
        honest = {name: line for name, line in self.lines.items() if name.startswith("honest")}
        return [
            name
            for name, line in honest.items()
            if (line["points"], line["status"]) != ("100", "graded")
        ]


def grade(kit: pathlib.Path, folder: pathlib.Path, output: pathlib.Path, cores: int) -> Graded:
    """Grade a class on so many cores; what is left over becomes a child of this process."""
    prctl(PR_SET_CHILD_SUBREAPER, 1)
    mine = set(children())
    allowed = set(sorted(os.sched_getaffinity(0))[:cores])
    started = time.monotonic()
    ran = subprocess.run(
        [sys.executable, "-m", "autograder", "batch", folder, "--output", output,
         "--jobs", str(cores)],
        cwd=kit, capture_output=True, text=True, check=False, env={"PATH": os.environ["PATH"]},
        preexec_fn=lambda: os.sched_setaffinity(0, allowed),
    )  # fmt: skip
    seconds = time.monotonic() - started
    text = (output / "grades.csv").read_text(encoding="utf-8-sig")
    return Graded(
        {line["submission"]: line for line in csv.DictReader(text.splitlines())},
        seconds,
        resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
        tuple(named(pid) for pid in set(children()) - mine),
        ran.returncode,
        ran.stdout + ran.stderr,
    )


def children() -> list[str]:
    """The children of this process that have not ended; those that have are let go."""
    found = []
    path = pathlib.Path(f"/proc/self/task/{os.getpid()}/children")
    for pid in path.read_text().split():
        if os.waitpid(int(pid), os.WNOHANG)[0] == 0:
            found.append(pid)
    return found


def named(pid):
    try:
        return f"{pid} {pathlib.Path(f'/proc/{pid}/cmdline').read_bytes()[:200]!r}"
    except OSError:
        return pid


def main():
    """Write the class, grade it, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--size", type=int, default=60)
    parser.add_argument("--cores", type=int, default=2)
    parser.add_argument("--run-seconds", type=int, default=60)
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True)
    kit = copy_of_kit(arguments.folder / "kit", arguments.run_seconds)
    write_class(arguments.folder / "class", arguments.size, EATERS)
    graded = grade(kit, arguments.folder / "class", arguments.folder / "out", arguments.cores)
    for name, line in graded.lines.items():
        if not name.startswith("honest"):
            path = arguments.folder / "out" / name / "results.json"
            took = json.loads(path.read_text()).get("execution_time") if path.exists() else None
            print(f"{name:26} {line['points']:>6} {took} s  {line['status']}")
    honest = sum(name.startswith("honest") for name in graded.lines)
    print(f"{honest} honest ones, harmed: {graded.harmed or 'none'}; exit {graded.status}; "
          f"{graded.seconds:.0f} s on {arguments.cores} cores; largest process "
          f"{graded.megabytes:.0f} MB; left running: {graded.left or 'nothing'}")  # fmt: skip


if __name__ == "__main__":
    main()
