"""A worker that was started as a process of its own, on its standard streams."""

from __future__ import annotations

import os

from ..wire import decode
from . import worker
from .confinement import confine, make_plan
from .line import Line
from .sources import Sources
from .surroundings import leave_folder


def main():
    """Serve requests on the standard streams, which the submission then no longer has."""
    leave_folder()
    plan = make_plan()
    received, sent = _private(0), _private(1)
    confine(plan, os.getppid(), keep=(received, sent))
    line = Line(received, sent)
    submission = line.read_frame()
    if submission is not None:
        held = decode(submission)
        Sources(held["package"], held["files"], {}).install()
        worker.serve(held["package"], line)


def _private(descriptor):
    private = os.dup(descriptor)
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)
    return private
