"""What the terminal can show, and what it is told where a machine is at its end."""

from __future__ import annotations

import errno
import io
import sys

AT_ITS_END = {
    errno.ENOSPC: "there is no space left",
    errno.EROFS: "its file system is read-only",
    errno.EACCES: "this user has no permission",
    errno.EPERM: "this user has no permission",
    errno.EAGAIN: "this user may start no more processes on this machine",
    errno.ENOMEM: "this machine has no memory left",
    errno.EMFILE: "this process may open no more files",
    errno.ENFILE: "this machine may open no more files",
}
if hasattr(errno, "EDQUOT"):  # not on Windows
    AT_ITS_END[errno.EDQUOT] = "this user may not store any more"


def show_anything():
    """Have characters that the terminal does not know shown as escapes, and not end the run."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def sentence_on(error: Exception) -> str:
    """What the machine lacks, in a sentence; empty where it lacks nothing, and we are at fault."""
    from ..sandbox.starters import SandboxFault

    if isinstance(error, SandboxFault):
        return str(error)
    if isinstance(error, RuntimeError) and "can't start new thread" in str(error):
        return AT_ITS_END[errno.EAGAIN]
    if isinstance(error, OSError) and error.errno in AT_ITS_END:
        where = f"{error.filename}: " if error.filename else ""
        return f"{where}{AT_ITS_END[error.errno]}"
    return ""
