"""Whoever is killed leaves no process behind, whatever hangs below it."""

import contextlib
import os
import pathlib
import signal
import subprocess
import sys

import pytest

from autograder.core.homework import ROOT

from .small_class import write_submission
from .test_batch import command, lines_of
from .test_bounded import ends

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere they end in time")

HOLDS_A_GRADING_PROCESS = """
import pathlib, sys, threading
from autograder.batch.graders import Graders
from autograder.batch.provenance import grader_fingerprint
folder = pathlib.Path(sys.argv[1])
with Graders(folder, grader_fingerprint()) as graders:
    graders.grade(folder / "stub", None)
    (process,) = graders.running
    print(process.process.pid, flush=True)
    threading.Event().wait()
"""


def below(pid):
    """All processes below one."""
    found = []
    for task in pathlib.Path(f"/proc/{pid}/task").iterdir():
        with contextlib.suppress(OSError):
            for child in (task / "children").read_text().split():
                found += [int(child), *below(int(child))]
    return found


def watching(pids):
    """Descriptors of those of the processes that still run."""
    found = []
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            found.append(os.pidfd_open(pid))
    return found


@pytest.fixture
def held(tmp_path):
    """A process that has graded one submission, and its grading process's pid."""
    write_submission(tmp_path / "stub")
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDS_A_GRADING_PROCESS, str(tmp_path)],
        cwd=ROOT, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        yield holder, int(holder.stdout.readline())
    finally:
        holder.kill()
        holder.wait()
        holder.stdout.close()


def test_a_grading_process_ends_with_its_parent_also_while_it_hangs(held):
    """One that cannot run any of its own code ends, and its clean process and workers with it."""
    holder, grading = held
    watched = watching([grading, *below(grading)])
    os.kill(grading, signal.SIGSTOP)  # as good as a call into C that does not come back
    holder.kill()
    assert len(watched) >= 2 and all(map(ends, watched))


def test_a_batch_that_was_killed_leaves_no_process_nor_does_its_next_run(tmp_path):
    """In the middle of a submission that never ends, and of one that is being read."""
    folder, output = tmp_path / "class", tmp_path / "out"
    write_submission(folder / "looping")
    for path in (folder / "looping" / "backprop").glob("*.py"):
        path.write_text("while True: pass\n")
    write_submission(folder / "ada", ("jacobians.py",))
    killed = subprocess.Popen(command(folder, output), stdout=subprocess.DEVNULL)
    while not (output / "ada" / "results.json").exists():
        assert killed.poll() is None
    watched = watching(below(killed.pid))
    killed.kill()
    killed.wait()
    assert len(watched) >= 3 and all(map(ends, watched))
    for path in (folder / "looping" / "backprop").glob("*.py"):
        path.write_text("")
    next_run = subprocess.Popen(command(folder, output), stdout=subprocess.DEVNULL)
    seen = set()
    while next_run.poll() is None:
        with contextlib.suppress(OSError):
            seen.update(below(next_run.pid))
    assert next_run.returncode == 0 and seen
    assert all(map(ends, watching(seen)))
    assert {line["status"] for line in lines_of(output)} == {"graded"}


def test_a_grading_process_ends_its_job_by_itself(tmp_path):
    """Where nobody is there to end it, a signal does so in time, also in C."""
    code = (
        "import sys\n"
        "from autograder.core import settings\n"
        "from autograder.batch import grading_process as g\n"
        "g.HANGING = 1 / settings.load().run_seconds\n"
        "g._answer = lambda *_: sum(range(10**12))\n"
        "import os\ng.main(sys.argv[1], os.getppid())\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    process.stdin.write("{}\n")
    process.stdin.flush()
    process.wait()
    process.communicate()
    assert process.returncode == -signal.SIGALRM
