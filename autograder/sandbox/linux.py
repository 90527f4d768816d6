"""Linux's own calls that Python does not have, by ctypes."""

from __future__ import annotations

import ctypes
import os
import signal
from typing import Any

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_CHILD_SUBREAPER = 36
PR_SET_NO_NEW_PRIVS = 38

_libc = ctypes.CDLL(None, use_errno=True)


def call(function: str, *arguments: Any) -> int:
    """Call a function of the C library; OSError where it returns -1."""
    result = getattr(_libc, function)(*arguments)
    if result == -1:
        number = ctypes.get_errno()
        raise OSError(number, f"{function}: {os.strerror(number)}")
    return result


def prctl(option: int, value: int = 0) -> int:
    """Set a property of this process."""
    zero = ctypes.c_ulong(0)
    return call("prctl", option, ctypes.c_ulong(value), zero, zero, zero)


def syscall(number: int, *arguments) -> int:
    """Call the kernel by number."""
    return call("syscall", ctypes.c_long(number), *arguments)


def set_no_core_no_trace():
    """No process of the same user may trace this one or read its memory, and it dumps no core."""
    prctl(PR_SET_DUMPABLE, 0)


def die_with(parent: int):
    """Have the kernel end this process when its parent ends; a fork forgets that.

    It is a thread of the parent that counts, the one which has started this process.
    """
    prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(0)


CAPABILITIES = {5: "CAP_KILL", 6: "CAP_SETGID", 7: "CAP_SETUID"}
"""What root needs to start processes as another user, and to end them."""


def missing_capabilities() -> list[str]:
    """The names of those that this process lacks."""
    with open("/proc/self/status", encoding="ascii", errors="replace") as file:
        fields = dict(line.split(":", 1) for line in file if ":" in line)
    held = int(fields["CapEff"], 16)
    return [name for number, name in CAPABILITIES.items() if not held >> number & 1]


class CapabilityHeader(ctypes.Structure):
    _fields_ = [("version", ctypes.c_uint32), ("pid", ctypes.c_int)]


def drop_capabilities():
    """Give up every capability: what is left of root is a name."""
    header = CapabilityHeader(0x20080522, 0)
    call("capset", ctypes.byref(header), (ctypes.c_uint32 * 6)())
