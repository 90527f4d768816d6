"""Grade on this machine: a thread for each grading process, which waits for its answers."""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass

from .graders import CannotGrade, Failed, Graders, Reply
from .roster.records import Entry


@dataclass(frozen=True)
class Job:
    """A submission to be graded, and what its kept result was made from, if there is one."""

    entry: Entry
    known: Mapping[str, str] | None


def grade_here(
    jobs: Sequence[Job], graders: Graders, processes: int
) -> Iterator[tuple[Entry, Reply]]:
    """The replies as they come. CannotGrade ends it; whoever leaves early ends the processes."""
    with ThreadPoolExecutor(processes) as threads:
        futures = {threads.submit(_grade, job, graders): job.entry for job in jobs}
        try:
            for future in as_completed(futures):
                yield futures.pop(future), future.result()
        finally:
            graders.close()
            threads.shutdown(wait=True, cancel_futures=True)


def _grade(job, graders) -> Reply:
    try:
        with job.entry.place.opened() as path:
            return graders.grade(path, job.known)
    except CannotGrade:
        raise
    except Exception:
        return Failed("its files could not be read", traceback.format_exc())
