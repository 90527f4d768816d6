"""A class graded on a Dask cluster: the same results, also when a worker is killed."""

import contextlib
import json
import subprocess
import sys

import pytest

from .small_class import write_class
from .standings import document, row
from .test_batch import batch, lines_of, results_in, running_batch, wait_for_results

pytest.importorskip("distributed", reason="the extra [cluster] is not installed")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="ends processes by signals")


@contextlib.contextmanager
def dask(program, *arguments):
    """A program of Dask's, ended at the end."""
    process = subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.dask_{program}", *map(str, arguments)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@contextlib.contextmanager
def scheduler(folder):
    """A Dask scheduler without workers; its address."""
    file = folder / "scheduler.json"
    with dask(
        "scheduler", "--no-dashboard", "--port", 0, "--host", "127.0.0.1", "--scheduler-file", file
    ) as process:
        address = None
        while address is None:
            assert process.poll() is None
            with contextlib.suppress(OSError, ValueError):
                address = json.loads(file.read_text())["address"]
        yield address


def worker(address):
    return dask("worker", address, "--no-nanny", "--nthreads", 1, "--no-dashboard")


def test_a_cluster_that_loses_a_worker_grades_as_this_machine_does(tmp_path):
    """Two workers, one killed in the middle: every submission is graded, the CSV is the same."""
    export = write_class(tmp_path)
    assert batch(export, tmp_path / "here").returncode == 0
    there = tmp_path / "there"
    with (
        scheduler(tmp_path) as address,
        worker(address) as first,
        worker(address),
        running_batch(export, there, "--cluster", address) as process,
    ):
        wait_for_results(process, there, 2)
        first.kill()
        assert process.wait() == 0
    assert (there / "grades.csv").read_bytes() == (tmp_path / "here" / "grades.csv").read_bytes()
    assert {line["status"] for line in lines_of(there)} == {"graded"}
    assert len(results_in(there)) == 8


def test_a_cluster_that_is_not_there_is_named(tmp_path):
    """An address without a scheduler ends with 3; what is kept is said to be of an earlier run."""
    kept = tmp_path / "out" / "submission_1" / "results.json"
    kept.parent.mkdir(parents=True)
    kept.write_text(json.dumps(document(row("2.5", 4.0))))
    ran = batch(write_class(tmp_path), tmp_path / "out", "--cluster", "tcp://127.0.0.1:9")
    assert ran.returncode == 3
    assert "no Dask scheduler at tcp://127.0.0.1:9" in ran.stderr
    assert list(results_in(tmp_path / "out")) == ["submission_1"]
    statuses = {line["submission"]: line["status"] for line in lines_of(tmp_path / "out")}
    assert statuses.pop("submission_1") == "FROM AN EARLIER RUN: not looked at in this one"
    assert set(statuses.values()) == {"NOT GRADED YET"}
