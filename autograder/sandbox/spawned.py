"""A worker that was started as a process of its own, on its standard streams."""

from __future__ import annotations

import io
import os

from ..probes import load_probes
from . import worker
from .limits import limit_worker


def main():
    """Serve requests on the standard streams, which the submission then no longer has."""
    load_probes()
    stream = io.BufferedRWPair(_private(0, "rb"), _private(1, "wb"))
    limit_worker()
    worker.serve(stream)


def _private(descriptor, mode):
    private = os.dup(descriptor)
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)
    return io.FileIO(private, mode)
