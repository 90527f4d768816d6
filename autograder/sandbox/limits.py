"""Limits that a worker sets on itself before it reads a submission."""

from __future__ import annotations

MEMORY_BYTES = 512 * 2**20
CPU_SECONDS = 120


def limit_worker():
    """Bound memory, processor time, file sizes and core dumps, where the system has such limits."""
    try:
        import resource
    except ImportError:  # Windows
        return
    for name, limit in (
        ("RLIMIT_AS", MEMORY_BYTES),
        ("RLIMIT_CPU", CPU_SECONDS),
        ("RLIMIT_FSIZE", 0),
        ("RLIMIT_CORE", 0),
    ):
        try:
            resource.setrlimit(getattr(resource, name), (limit, limit))
        except (AttributeError, ValueError, OSError):  # macOS refuses RLIMIT_AS
            continue
