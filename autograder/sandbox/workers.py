"""The grader's side of the sandbox: it starts workers, and keeps what they are started from."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence

from ..wire import encode
from .asking import Lender, Worker
from .protections import Protection
from .sources import PACKAGE
from .starters import default_starter

SELF_TEST_SECONDS = 20.0


class Workers:
    """Starts workers; keeps the clean process alive between them. Use it in a `with`."""

    def __init__(self, starter=None):
        self.starter = starter or default_starter()
        self.files: Mapping[str, bytes] | None = None
        self.submission = b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.starter.close()

    def protections(self) -> Protection:
        """Which protections every worker has."""
        return self.starter.protections()

    def self_test(self, unreadable: Sequence[str], unwritable: Sequence[str]) -> list[str]:
        """What a confined worker can do and must not, a sentence each; none where all is well.

        `unreadable` are files that hold answers, `unwritable` folders that hold results.
        """
        with self.start({}, SELF_TEST_SECONDS) as worker:
            observation = worker.step("self_test", list(unreadable), list(unwritable))
        if observation.kind != "returned":
            return [f"the self-test {observation.kind}: {observation.reason or observation.raised}"]
        return [str(sentence) for sentence in observation.value]

    def know(self, files: Mapping[str, bytes]):
        """Speed up what submissions have in common, by the path under which it is imported."""
        self.starter.know(encode(dict(files)))

    def start(
        self, files: Mapping[str, bytes], seconds: float, lender: Lender | None = None
    ) -> Worker:
        """A worker that holds `files` ("backprop/jacobians.py": bytes) for `seconds` at most.

        With a lender, the functions that it lends stand in the place of the submission's.
        """
        if files is not self.files:
            self.files, self.submission = files, encode(dict(files))
        started = self.starter.start(self.submission)
        return Worker(started, time.monotonic() + seconds, lender)


def worker_files(sources: Mapping[str, bytes], beside: Mapping[str, bytes]) -> dict[str, bytes]:
    """A submission's files by the path under which the worker imports them."""
    return {**beside, **{f"{PACKAGE}/{path}": data for path, data in sources.items()}}
