"""A process that grades one submission after another, with a clean process of its own.

It reads jobs as lines of JSON, {"path", "known", "secret"}, and answers each with a line:
{"document"}, {"fresh"} where what is known of the kept result still holds, or
{"broken"} with a traceback. Its first line says which grader it is, or why
nothing can be graded here. It ends when there is nobody left to answer, also while it
hangs: the kernel ends it with its parent, and where that cannot be, a signal in time.
"""

from __future__ import annotations

import json
import os
import pathlib
import queue
import sys
import threading
import traceback
from typing import IO, Any

from ..core import settings
from ..core.deadline import stop_in

HANGING = 2.0
"""A grading run ends itself after the settings' run_seconds; after so many times that it hangs."""
# A grader that is talked into more than this fails, and the machine does not.
MEMORY_BYTES = 4 * 2**30


def main(results_folder: str, parent: int):
    """Grade what is asked until the line is closed; `results_folder` is kept from workers."""
    if sys.platform == "linux":
        from ..sandbox.linux import die_with

        die_with(parent)
    line = _private_line()
    from ..grading.clean_start import clean_workers, load_grader

    with clean_workers() as workers:
        load_grader()
        jobs = _jobs()
        introduction = _introduction(workers, pathlib.Path(results_folder))
        _say(line, introduction)
        _limit_memory()
        while True:
            job = json.loads(jobs.get())
            stop_in(HANGING * settings.load().run_seconds)
            _say(line, _answer(job, workers, introduction["protections"]))
            stop_in(0)


def _private_line() -> IO[str]:
    """The line to the parent. Whatever else is printed goes where errors go."""
    line = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    return line


def _jobs() -> queue.SimpleQueue[str]:
    """The jobs as they come in; a parent that is gone ends this process at once."""
    jobs: queue.SimpleQueue[str] = queue.SimpleQueue()

    def read():
        for job in sys.stdin:
            jobs.put(job)
        os._exit(0)

    threading.Thread(target=read, daemon=True).start()
    return jobs


def _say(line, answer):
    line.write(json.dumps(answer, allow_nan=False) + "\n")
    line.flush()


def _introduction(workers, folder) -> dict[str, Any]:
    from ..grading.grade import Unconfined, require_confinement
    from .provenance import grader_fingerprint

    try:
        problems = require_confinement(workers, folder)
    except Unconfined as error:
        return {"unconfined": str(error), "protections": ""}
    protections = "; but ".join([workers.protections().described(), *problems])
    return {"grader": grader_fingerprint(), "protections": protections}


def _limit_memory():
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


def _answer(job, workers, protections) -> dict[str, Any]:
    from ..core.untrusted import complain
    from ..intake import read_submission
    from .provenance import grader_fingerprint, submission_fingerprint

    try:
        submission = read_submission(job["path"])
        made_from = {
            "grader": grader_fingerprint(),
            "submission": submission_fingerprint(submission),
        }
        if job["known"] == made_from:
            return {"fresh": True}
        document = _unread(submission) or _graded(submission, workers, job["secret"])
        document["extra_data"] |= {"protections": protections, "made_from": made_from}
        return {"document": document}
    except Exception:
        complain()
        return {"broken": traceback.format_exc()}


def _graded(submission, workers, secret) -> dict[str, Any]:
    from ..core.seeds import seed_of
    from ..grading.grade import grade_submission
    from .written import written_for

    seed = seed_of(submission, bytes.fromhex(secret))
    document = grade_submission(submission, workers, seed=seed).document
    document["extra_data"]["written"] = written_for(submission, document["tests"])
    return document


def _unread(submission) -> dict[str, Any] | None:
    """The document where there is nothing to judge, or what there is could not be read."""
    from ..core.documents import unjudged

    if not submission.empty and not submission.unread:
        return None
    output = "\n".join(["Not graded, so there are no points:", *submission.notes])
    found = {"nothing_found": submission.empty, "unread": list(submission.unread)}
    return unjudged(output, **found)
