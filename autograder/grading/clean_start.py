"""Starts the workers' clean process, and only then loads the grader, which knows answers."""

from __future__ import annotations

import contextlib
import gc
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..sandbox.limits import ONE_THREAD

if TYPE_CHECKING:
    from ..sandbox.workers import Workers


@contextlib.contextmanager
def clean_workers() -> Iterator[Workers]:
    """Workers for this process. Import what holds answers only inside, after `load_grader`.

    The grader can be loaded while the clean process gets ready.
    """
    os.environ.update(ONE_THREAD)
    with _without_garbage():
        from ..sandbox.starters import default_starter

        starter = default_starter()
        from ..sandbox.confinement import protect_grader
        from ..sandbox.workers import Workers
    with Workers(starter) as workers:
        protect_grader()
        from ..core.homework import PACKAGE, given_files

        given = given_files().items()
        workers.know({f"{PACKAGE}/{name}": data for name, data in given if name.endswith(".py")})
        workers.expect()
        yield workers


def load_grader():
    """Load what grades. Of its own objects most live as long as it does."""
    with _without_garbage():
        from . import grade as grading  # noqa: F401
    gc.set_threshold(20_000, 20, 20)


@contextlib.contextmanager
def _without_garbage():
    """What is loaded stays: to look for garbage in it takes a twentieth of a short run."""
    gc.disable()
    yield
    gc.freeze()
    gc.enable()
