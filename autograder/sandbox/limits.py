"""Limits that a worker sets on itself before it reads a submission."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from types import ModuleType

resource: ModuleType | None
try:
    import resource
except ImportError:  # Windows
    resource = None

MEMORY_BYTES = 512 * 2**20
SPARED_BYTES = MEMORY_BYTES // 2
OUT_OF_MEMORY = 86
"""The exit code of a process that has no memory left to say so."""
CPU_SECONDS = 120
OPEN_FILES = 64
# Of its user, all over the machine: each timer that a worker sets counts as one.
SIGNALS_PENDING = 64
# With more threads BLAS may hang in a forked child, and sums may differ.
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def limit_worker():
    """Bound memory, processor time, files, signals and core dumps, where possible."""
    _limit(
        RLIMIT_AS=MEMORY_BYTES,
        RLIMIT_CPU=CPU_SECONDS,
        RLIMIT_FSIZE=0,
        RLIMIT_NOFILE=OPEN_FILES,
        RLIMIT_SIGPENDING=SIGNALS_PENDING,
        RLIMIT_CORE=0,
    )


@contextlib.contextmanager
def sparing_memory() -> Iterator[None]:
    """Use no more than half of a worker's memory, so that there is some for what comes after."""
    assert resource
    most, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (most - SPARED_BYTES, hard))
    yield
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def forbid_processes():
    """No new processes and threads for this user, all over the machine: for one of its own only."""
    _limit(RLIMIT_NPROC=0)


def _limit(**limits):
    if resource is None:
        return
    for name, limit in limits.items():
        # macOS refuses RLIMIT_AS.
        with contextlib.suppress(AttributeError, ValueError, OSError):
            resource.setrlimit(getattr(resource, name), (limit, limit))
