"""Grade on a Dask cluster: the submissions travel there as bytes, their results come back.

On the cluster, each thread of a Dask worker has a grading process, as here, with
a clean process of its own. A Dask worker that is lost loses what it was just
grading, and Dask has another one do that; each submission is tried so a few
times at most.
"""

from __future__ import annotations

import atexit
import itertools
import pathlib
import platform
import tempfile
import traceback
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dask.distributed import Client, Future, KilledWorker, as_completed

from ..core.seeds import installation_secret
from .graders import CannotGrade, Failed, Graders, Reply
from .local import Job
from .roster.places import unpacked
from .roster.records import Entry
from .versions import differing

CONNECT_SECONDS = 10
WAITING = 4
"""Submissions on their way or waiting, for each thread of the cluster: enough to keep it busy."""


class NoCluster(CannotGrade):
    """The cluster cannot be reached, or has no workers; the text says which."""


@dataclass(frozen=True)
class Parcel:
    """A submission on its way to another machine: its name and files, and what is known of it.

    `grader` is the fingerprint of the grader that must grade it, and `secret` what its seed
    is made from. `unreadable` says why there are no files.
    """

    name: str
    files: Mapping[str, bytes]
    known: Mapping[str, str] | None
    grader: str
    secret: bytes
    unreadable: str = ""


def grade_on_cluster(
    jobs: Sequence[Job], address: str, grader: str
) -> Iterator[tuple[Entry, Reply]]:
    """The replies as they come; CannotGrade where the cluster cannot grade as this machine does."""
    with _client(address) as client:
        waiting = iter(jobs)
        window = WAITING * sum(client.nthreads().values())
        entries = dict(_send(client, job, grader) for job in itertools.islice(waiting, window))
        arriving = as_completed(list(entries), loop=client.loop)
        for future in arriving:
            yield entries.pop(future), _received(future)
            for job in itertools.islice(waiting, 1):
                sent, entry = _send(client, job, grader)
                entries[sent] = entry
                arriving.add(sent)


def _send(client, job, grader) -> tuple[Future, Entry]:
    parcel = _packed(job, grader)
    return client.submit(grade_parcel, parcel, pure=False), job.entry


def _packed(job, grader) -> Parcel:
    place = job.entry.place
    try:
        return Parcel(place.name, place.files(), job.known, grader, installation_secret())
    except Exception:
        return Parcel(place.name, {}, job.known, grader, b"", traceback.format_exc())


def _received(future: Future) -> Reply:
    error = future.exception() if future.status == "error" else None
    if isinstance(error, CannotGrade):
        raise error
    if isinstance(error, KilledWorker):
        return Failed("one Dask worker after another died while it was graded", str(error))
    if future.status != "finished":
        return Failed("the cluster lost it", f"{future.status}: {error}")
    return future.result()


def grade_parcel(parcel: Parcel) -> Reply:
    """Grade a parcel on the machine that it has come to; CannotGrade names that machine."""
    if parcel.unreadable:
        return Failed("its files could not be read", parcel.unreadable)
    try:
        with unpacked(parcel.name, parcel.files) as path:
            return _graders(parcel.grader, parcel.secret).grade(path, parcel.known)
    except CannotGrade as error:
        raise CannotGrade(f"{platform.node()}: {error}") from None


@lru_cache(maxsize=1)
def _graders(grader: str, secret: bytes) -> Graders:
    """The grading processes of this Dask worker. They end when it ends, since nobody asks them."""
    kept = tempfile.TemporaryDirectory(prefix="autograder-")
    atexit.register(kept.cleanup)
    return Graders(pathlib.Path(kept.name), grader, secret=secret)


def _client(address) -> Client:
    try:
        others = differing(address, CONNECT_SECONDS)
        if others:
            raise NoCluster(f"{'; '.join(others)}: install the same version on all machines")
        client = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise NoCluster(f"there is no Dask scheduler at {address} ({error})") from None
    try:
        client.wait_for_workers(1, timeout=CONNECT_SECONDS)
    except TimeoutError:
        client.close()
        raise NoCluster(f"the Dask scheduler at {address} has no workers") from None
    return client
