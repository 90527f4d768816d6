"""The zip as Gradescope runs it, in a throwaway folder of this machine: its own setup.sh once, its
own run_autograder for each submission. Nothing outside of that folder is changed."""

from __future__ import annotations

import datetime
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from ...core.records import GRADER_ERROR, PASSED, PENDING
from .contents import RUNNABLE

ENVIRONMENT = re.compile(r"/opt/[\w-]+")
AUTOGRADER = re.compile(r"(?<![\w.-])/autograder\b")
SAID = 2_000
# In place of what Gradescope's image has, or what only root can do there.
PROGRAMS = {"useradd": "exit 0", "python3": 'exec "{python}" "$@"'}


class CannotRehearse(RuntimeError):
    """There is no zip, or it cannot be set up here; the text says why."""


@contextmanager
def rehearsal(bundle: pathlib.Path) -> Iterator[Rehearsal]:
    """The zip, set up. CannotRehearse where its setup.sh fails, or cannot run here."""
    if sys.platform != "linux":
        raise CannotRehearse("Gradescope's image is Linux: try the zip on Linux, or in WSL")
    if not bundle.is_file():
        raise CannotRehearse(f"there is no {bundle}: run `autograder build` first")
    with tempfile.TemporaryDirectory(prefix="rehearsal-") as folder:
        yield Rehearsal(bundle, pathlib.Path(folder))


class Rehearsal:
    """A folder that is laid out as Gradescope's container is."""

    def __init__(self, bundle: pathlib.Path, folder: pathlib.Path):
        self.folder = folder
        self.top = folder / "autograder"
        self.source = self.top / "source"
        with zipfile.ZipFile(bundle) as archive:
            archive.extractall(self.source)
        for name in RUNNABLE:
            path = self.source / name
            path.write_text(self.moved(path.read_text(encoding="utf-8")), encoding="utf-8")
        (folder / "bin").mkdir()
        for name, does in PROGRAMS.items():
            program = folder / "bin" / name
            program.write_text(f"#!/bin/sh\n{does.format(python=sys.executable)}\n")
            program.chmod(0o755)
        self.said = self._run("setup.sh")

    def moved(self, script: str) -> str:
        """A script of the zip with its places in this folder, whose path may have a space."""
        environment, top = (shlex.quote(str(to)) for to in (self.folder / "environment", self.top))
        return AUTOGRADER.sub(lambda _: top, ENVIRONMENT.sub(lambda _: environment, script))

    def grade_after(self, submission: pathlib.Path, earlier: int) -> dict[str, Any]:
        """The results.json of what a student has handed in `earlier` times, a minute apart."""
        first = self.grade(submission)
        if not earlier:
            return first
        now = datetime.datetime.now().astimezone()
        times = [now - datetime.timedelta(minutes=one) for one in range(earlier, 0, -1)]
        return self.grade(submission, {
            "created_at": now.isoformat(),
            "previous_submissions": [
                {"submission_time": at.isoformat(), "score": first["score"], "results": first}
                for at in times
            ],
        })  # fmt: skip

    def grade(
        self, submission: pathlib.Path, metadata: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """The results.json of a folder, a zip (Gradescope unpacks it) or a single file.

        `metadata` is what Gradescope says of the submission and of earlier ones.
        """
        (self.top / "submission_metadata.json").write_text(json.dumps(metadata or {}), "utf-8")
        handed_in = self.top / "submission"
        for place in (handed_in, self.top / "results"):
            shutil.rmtree(place, ignore_errors=True)
        handed_in.mkdir()
        if submission.is_dir():
            shutil.copytree(submission, handed_in, dirs_exist_ok=True)
        elif submission.suffix.lower() == ".zip" and zipfile.is_zipfile(submission):
            shutil.unpack_archive(submission, handed_in, "zip")
        else:
            shutil.copy(submission, handed_in)
        self.said = self._run("run_autograder")
        return json.loads((self.top / "results" / "results.json").read_text(encoding="utf-8"))

    def _run(self, script):
        path = f"{self.folder / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
        ran = subprocess.run(
            ["bash", self.source / script], cwd=self.top, env={**os.environ, "PATH": path},
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
        )  # fmt: skip
        if ran.returncode:
            raise CannotRehearse(f"{script} fails:\n{ran.stdout[-SAID:].strip()}")
        return ran.stdout.strip()


def is_whole(document: Mapping[str, Any]) -> bool:
    """Whether every question was graded, or an earlier result was kept: no fault of ours."""
    statuses = [row["extra_data"]["status"] for row in document["tests"]]
    return bool(statuses) and not {PENDING, GRADER_ERROR}.intersection(statuses)


def page(document: Mapping[str, Any]) -> Iterator[str]:
    """What students see of results.json on Gradescope, line by line."""
    rows = document["tests"]
    most = sum(row["max_score"] for row in rows)
    hidden = any(row["visibility"] != "visible" for row in rows)
    yield f"Autograder Score: {'-' if hidden else format(document['score'], 'g')} / {most:g}"
    yield from ("", *document["output"].splitlines(), "")
    for row in rows:
        heading = f"{row['number']}) {row['name']} ({row['score']:g}/{row['max_score']:g})"
        if row["visibility"] != "visible":
            yield f"{heading}: students do not see this now ({row['visibility']})"
            continue
        yield heading
        if row["extra_data"]["status"] != PASSED:
            yield from (f"    {line}" for line in row["output"].splitlines())
    for entry in document.get("leaderboard", ()):
        yield f"Leaderboard, {entry['name']}: {entry['value']:g}"
