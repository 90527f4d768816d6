"""A part of a processor and of the memory for what is measured, as in a small container."""

from __future__ import annotations

import contextlib
import os
import pathlib
import time
from collections.abc import Iterator
from dataclasses import dataclass

CONTROL_GROUPS = pathlib.Path("/sys/fs/cgroup")


def no_control_groups() -> str:
    """Why control groups cannot be made here; empty if they can."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return "only root can make control groups"
    if not (CONTROL_GROUPS / "memory").is_dir() or not (CONTROL_GROUPS / "cpu").is_dir():
        return "there are no control groups of version 1"
    return ""


@dataclass(frozen=True)
class ControlGroups:
    """Two control groups of version 1, which a process joins before it starts."""

    cpu: pathlib.Path
    memory: pathlib.Path

    def join(self):
        for group in (self.cpu, self.memory):
            (group / "cgroup.procs").write_text(str(os.getpid()))


@contextlib.contextmanager
def control_groups(processors: float, memory: float) -> Iterator[ControlGroups]:
    """Control groups with a part of a processor, and so many bytes of memory."""
    name = f"autograder-{os.getpid()}-{time.monotonic_ns()}"
    group = ControlGroups(CONTROL_GROUPS / "cpu" / name, CONTROL_GROUPS / "memory" / name)
    group.cpu.mkdir()
    group.memory.mkdir()
    try:
        (group.cpu / "cpu.cfs_period_us").write_text("100000")
        (group.cpu / "cpu.cfs_quota_us").write_text(str(int(processors * 100_000)))
        (group.memory / "memory.limit_in_bytes").write_text(str(int(memory)))
        yield group
    finally:
        group.cpu.rmdir()
        group.memory.rmdir()
