"""Grading processes as their parent sees them: asked, watched, replaced when they are lost."""

from __future__ import annotations

import contextlib
import json
import os
import pathlib
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from ..core import settings
from ..core.homework import KIT
from ..core.seeds import installation_secret
from ..sandbox.starters import environment
from .grading_process import HANGING

START_SECONDS = 120.0
ATTEMPTS = 2
_BOOT = (
    "import sys; sys.path.insert(0, sys.argv[1]); "
    "from autograder.batch.grading_process import main; "
    "del sys.path[0]; main(sys.argv[2], int(sys.argv[3]))"
)


class CannotGrade(RuntimeError):
    """Nothing can be graded on this machine; the text says why."""


class Lost(Exception):
    """A grading process ended, or was ended, while it graded; the text says which."""


@dataclass(frozen=True)
class Graded:
    """A results document that was made just now."""

    document: Mapping[str, Any]


@dataclass(frozen=True)
class Fresh:
    """The kept result still holds."""


@dataclass(frozen=True)
class Failed:
    """The submission could not be graded: a fault of ours. `details` are for staff."""

    reason: str
    details: str = ""


Reply = Graded | Fresh | Failed


class GradingProcess:
    """One process that grades.

    `grader` is the fingerprint that it must have, `secret` is what seeds are made from;
    `errors` is where its errors are written, None for nowhere.
    """

    def __init__(
        self, results_folder: pathlib.Path, grader: str, secret: bytes, errors: Any = None
    ):
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-I",
                "-X",
                "utf8",
                "-c",
                _BOOT,
                str(KIT.parent),
                str(results_folder),
                str(os.getpid()),
            ],
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL if errors is None else errors,
            start_new_session=True,
            text=True,
            encoding="utf-8",
        )
        self.grader = grader
        self.secret = secret.hex()
        self.introduced = False

    def grade(self, path: pathlib.Path, known: Mapping[str, str] | None, seconds: float) -> Reply:
        """The reply to one job. Lost if the process ends, or takes longer than `seconds`."""
        self.introduce()
        job = {"path": str(path), "known": known and dict(known), "secret": self.secret}
        return _reply(self._ask(json.dumps(job), seconds))

    def introduce(self):
        """Hear which grader it is; CannotGrade if it is another one, or nothing is safe there."""
        if self.introduced:
            return
        introduction = self._ask("", START_SECONDS)
        if "unconfined" in introduction:
            raise CannotGrade(introduction["unconfined"])
        if introduction["grader"] != self.grader:
            raise CannotGrade(
                "the grader that answers differs from this one in its sources, or in the "
                "version of Python or NumPy: its results would not compare"
            )
        self.introduced = True

    def _ask(self, line, seconds):
        late = threading.Event()

        def end():
            late.set()
            self.process.kill()

        watch = threading.Timer(seconds, end)
        watch.start()
        try:
            if line:
                self._write(line)
            answer = cast(Any, self.process.stdout).readline()
        except ValueError:  # It was closed in another thread meanwhile.
            answer = ""
        finally:
            watch.cancel()
        if not answer.endswith("\n"):
            raise Lost("hung, and was ended" if late.is_set() else self._death())
        return json.loads(answer)

    def _write(self, line):
        stdin = cast(Any, self.process.stdin)
        with contextlib.suppress(BrokenPipeError):  # The answer that does not come tells it.
            stdin.write(line + "\n")
            stdin.flush()

    def _death(self):
        code = self.process.wait()
        return f"was killed by signal {-code}" if code < 0 else f"ended itself (exit code {code})"

    def close(self):
        """End the process, and with it its clean process and its worker."""
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            with contextlib.suppress(BrokenPipeError):
                cast(Any, stream).close()


def _reply(answer) -> Reply:
    if "document" in answer:
        return Graded(answer["document"])
    if "fresh" in answer:
        return Fresh()
    return Failed("the grader failed on it", answer["broken"])


class Graders:
    """Grading processes, one for each thread that asks. Use it in a `with`.

    Seeds are made from `secret`; without one, from that of this installation.
    """

    def __init__(
        self,
        results_folder: pathlib.Path,
        grader: str,
        errors: Any = None,
        secret: bytes | None = None,
        hanging_seconds: float | None = None,
    ):
        secret = secret or installation_secret()
        self.start = lambda: GradingProcess(results_folder, grader, secret, errors)
        self.hanging_seconds = hanging_seconds or HANGING * settings.load().run_seconds
        self.mine = threading.local()
        self.lock = threading.Lock()
        self.running: set[GradingProcess] = set()
        self.closed = False

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def grade(self, path: pathlib.Path, known: Mapping[str, str] | None) -> Reply:
        """Grade in this thread's process. One that dies is replaced, and asked once more."""
        for attempt in range(1, ATTEMPTS + 1):
            process = self._process()
            try:
                return process.grade(path, known, self.hanging_seconds)
            except Lost as lost:
                self._forget(process)
                if self.closed or attempt == ATTEMPTS or "hung" in str(lost):
                    return Failed(f"the process that graded it {lost}")
        raise AssertionError("unreachable")

    def _process(self) -> GradingProcess:
        process = getattr(self.mine, "process", None)
        if process is None:
            with self.lock:
                if self.closed:
                    raise CannotGrade("grading was stopped")
                process = self.mine.process = self._started()
                self.running.add(process)
        return process

    def _started(self):
        try:
            return self.start()
        except OSError as error:
            raise CannotGrade(f"no grading process can be started ({error.strerror})") from error

    def _forget(self, process):
        self.mine.process = None
        with self.lock:
            self.running.discard(process)
        process.close()

    def close(self):
        """End all processes; threads that wait for an answer get none."""
        with self.lock:
            self.closed = True
            running, self.running = self.running, set()
        for process in running:
            process.close()
