"""A class graded on a Dask cluster: the same results, also when a worker is killed."""

import asyncio
import contextlib
import json
import socket
import subprocess
import sys
import threading

import pytest

from .small_class import write_class
from .standings import document, row
from .test_batch import batch, lines_of, results_in, running_batch, wait_for_results

pytest.importorskip("distributed", reason="the extra [cluster] is not installed")
from distributed.core import rpc

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="ends processes by signals"),
    pytest.mark.ci("a class graded on a cluster"),
]


@contextlib.contextmanager
def dask(program, *arguments, version=None):
    """A program of Dask's, ended at the end; with `version` it says that it is of that one."""
    pretender = ["-c", PRETENDER.format(program=program), version]
    run = pretender if version else ["-m", f"distributed.cli.dask_{program}"]
    process = subprocess.Popen(
        [sys.executable, *run, *map(str, arguments)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@contextlib.contextmanager
def scheduler(folder, version=None):
    """A Dask scheduler without workers; its address."""
    file = folder / "scheduler.json"
    with dask(
        "scheduler",
        "--no-dashboard",
        "--port",
        0,
        "--host",
        "127.0.0.1",
        "--scheduler-file",
        file,
        version=version,
    ) as process:
        address = None
        while address is None:
            assert process.poll() is None
            with contextlib.suppress(OSError, ValueError):
                address = json.loads(file.read_text())["address"]
        yield address


def worker(address, version=None):
    return dask("worker", address, "--no-nanny", "--nthreads", 1, "--no-dashboard", version=version)


# Says of itself that it is another version, since only one can be installed here.
PRETENDER = """
import sys
from importlib import metadata
own, older = metadata.version, sys.argv.pop(1)
metadata.version = lambda name: older if name in ("dask", "distributed") else own(name)
from distributed.cli.dask_{program} import main
main()
"""


@pytest.mark.parametrize(("older", "named"), [("scheduler", "scheduler"), ("worker", "worker")])
def test_another_version_of_dask_is_refused_by_name(tmp_path, older, named):
    """Before anything is sent: an older scheduler or worker would fail late, or never answer."""
    with (
        scheduler(tmp_path, "2024.8.0" if older == "scheduler" else None) as address,
        worker(address, "2024.8.0" if older == "worker" else None),
        worker(address),
    ):
        wait_for_workers(address, 2)
        ran = batch(write_class(tmp_path), tmp_path / "out", "--cluster", address)
    assert ran.returncode == 3 and "Traceback" not in ran.stderr
    assert f"the {named} at {'tcp://127.0.0.1:'}" in ran.stderr
    assert "has dask 2024.8.0, and this machine" in ran.stderr
    assert results_in(tmp_path / "out") == {}


def wait_for_workers(address, count):
    """Until the scheduler knows of so many."""

    async def known():
        async with rpc(address) as asked:
            return len(await asked.broadcast(msg={"op": "versions"}))

    while asyncio.run(known()) < count:
        pass


def test_what_is_no_scheduler_is_named(tmp_path):
    """Another program at the address is told in a sentence."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        answering = threading.Thread(target=answer_once, args=(other,), daemon=True)
        answering.start()
        address = f"tcp://127.0.0.1:{other.getsockname()[1]}"
        ran = batch(write_class(tmp_path), tmp_path / "out", "--cluster", address)
    assert ran.returncode == 3 and f"no Dask scheduler at {address}" in ran.stderr


def answer_once(listening):
    with contextlib.suppress(OSError):
        connection, _ = listening.accept()
        connection.sendall(b"HTTP/1.0 400 Bad Request\r\n\r\n")
        connection.close()


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
