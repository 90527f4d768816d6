"""A deadline counts what a worker itself uses of processors, from when it is ready."""

import contextlib
import subprocess
import sys
import time

import pytest

from autograder.core.records import ask
from autograder.grading.grade import Unconfined, grade_submission, require_confinement
from autograder.grading.questions import all_questions
from autograder.intake.package import find_package
from autograder.sandbox import deadlines, starters, workers
from autograder.sandbox.deadlines import ClockDeadline, Late, ProcessorDeadline, processor_clock
from autograder.sandbox.starters import SpawnStarter, default_starter
from autograder.sandbox.workers import Workers

STARTERS = {"default": default_starter, "spawned": SpawnStarter}
BUSY = "while True: pass"
SPINS = b"""
import time
def f(seconds):
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass
    return 1
def sleeps(seconds):
    time.sleep(seconds)
"""
FILES = {"backprop/__init__.py": b"", "backprop/work.py": SPINS}
READS = (
    [deadlines._kernels_count, deadlines._psutils_count]
    if sys.platform == "linux"
    else [deadlines._psutils_count]
)


@contextlib.contextmanager
def running(*sources):
    """Pythons that run these sources meanwhile."""
    processes = [subprocess.Popen([sys.executable, "-c", source]) for source in sources]
    try:
        yield processes
    finally:
        for process in processes:
            process.kill()
            process.wait()


@pytest.fixture(params=STARTERS.values(), ids=STARTERS.keys())
def started(request):
    with Workers(request.param()) as found:
        yield found


def burn(seconds):
    """Use so much of a processor in this process."""
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


@pytest.mark.parametrize("count", READS, ids=lambda count: count.__name__)
def test_only_the_workers_own_time_is_counted(monkeypatch, count):
    """What a worker uses counts, by either way to count it; what the grader uses does not."""
    monkeypatch.setattr(deadlines, "_kernels_count", count)
    monkeypatch.setattr(deadlines, "_psutils_count", count)
    with Workers() as found, found.start(FILES, 60.0) as worker:
        burn(0.3)
        assert worker.observe(ask("work.f", timed=True, seconds=0.4)).cpu_seconds == pytest.approx(
            0.4, abs=0.1
        )
        burn(0.3)
        assert worker.observe(ask("work.f", timed=True, seconds=0.0)).cpu_seconds < 0.1


@pytest.mark.parametrize("count", READS, ids=lambda count: count.__name__)
def test_the_count_of_a_process_that_has_ended_stays(count, monkeypatch):
    """Whoever still asks for it hears the last count, and no error."""
    monkeypatch.setattr(deadlines, "_kernels_count", count)
    monkeypatch.setattr(deadlines, "_psutils_count", count)
    with running(BUSY) as (process,):
        used = processor_clock(process.pid)
        while used() < 0.05:
            pass
    assert used() >= 0.05 and used() == used()


def test_a_correct_answer_near_its_limit_passes_on_a_busy_machine(started, monkeypatch):
    """Nine tenths of the limit, with four busy loops beside it, are in time."""
    monkeypatch.setattr(deadlines, "CLOCK_FACTOR", 100.0)  # the tests' own machine is busy, too
    with running(*[BUSY] * 4), started.start(FILES, 1.0) as worker:
        assert worker.observe(ask("work.f", seconds=0.9)).value == 1


def test_what_uses_more_is_stopped(started):
    """More of a processor than the limit, in one call or in several, is a timeout."""
    with started.start(FILES, 0.5) as worker:
        assert worker.observe(ask("work.f", seconds=60.0)).kind == "timeout"
    with started.start(FILES, 0.5) as worker:
        observed = [worker.observe(ask("work.f", seconds=0.2)).kind for _ in range(3)]
    assert observed == ["returned", "returned", "timeout"]


def test_what_sleeps_is_stopped_by_the_clock(started, monkeypatch):
    """A worker that uses nothing is ended after CLOCK_FACTOR times its limit."""
    monkeypatch.setattr(deadlines, "CLOCK_FACTOR", 2.0)
    with started.start(FILES, 0.1) as worker:
        assert worker.observe(ask("work.sleeps", seconds=60.0)).kind == "timeout"


def test_patience_is_what_is_left_of_either_limit():
    """Of the processor's, unless the clock's is shorter; nothing is left of one that is over."""
    now = time.monotonic()
    far = ClockDeadline(now + 1000)
    assert ProcessorDeadline(lambda: 2.0, 5.0, far).patience() == 3.0
    assert ProcessorDeadline(lambda: 0.0, 5000.0, far).patience() <= 1000
    for over in (ProcessorDeadline(lambda: 5.0, 5.0, far), ClockDeadline(now)):
        with pytest.raises(Late):
            over.patience()


def boot_with(monkeypatch, statement):
    """Have every Python that holds submissions run a statement first."""
    monkeypatch.setattr(starters, "_BOOT", f"{statement}; {starters._BOOT}")


def rows_of(found, files):
    return grade_submission(find_package("x", files, ()), found, only=["1.1"]).rows


def test_a_slow_start_costs_no_points(monkeypatch, solution_files):
    """Where a worker takes longer to start than a question may take, the points are the same."""
    boot_with(monkeypatch, "import time; time.sleep(1.5)")
    monkeypatch.setattr(type(all_questions(session=None)[0]), "deadline", 1.0)
    with Workers(SpawnStarter()) as found:
        (row,) = rows_of(found, solution_files)
    assert row["extra_data"]["status"] == "passed" and row["score"] == row["max_score"]


@pytest.mark.parametrize(
    ("statement", "seconds"), [("import time; time.sleep(60)", 0.5), ("import os; os._exit(1)", 60)]
)
def test_a_worker_that_does_not_start_is_our_fault(
    monkeypatch, tmp_path, solution_files, statement, seconds
):
    """It counts in full, and staff are told: nothing of the submission has run."""
    boot_with(monkeypatch, statement)
    monkeypatch.setattr(workers, "START_SECONDS", seconds)
    with Workers(SpawnStarter()) as found:
        (row,) = rows_of(found, solution_files)
        with pytest.raises(Unconfined, match="nothing was graded, since"):
            require_confinement(found, tmp_path)
    assert row["extra_data"]["status"] == "grader_error" and row["score"] == row["max_score"]
