"""Landlock: a worker may read Python, NumPy and the system's libraries, and no other file."""

from __future__ import annotations

import contextlib
import ctypes
import os
import pathlib
import sysconfig
from collections.abc import Iterable

from . import linux

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
VERSION = 1

WRITE_FILE, READ_FILE, READ_DIR = 1 << 1, 1 << 2, 1 << 3
# How many kinds of access each version of Landlock knows.
ACCESS_BITS = {1: 13, 2: 14, 3: 15, 4: 15}
LATEST_ACCESS_BITS = 16
TCP_BIND_AND_CONNECT = 0b11
ABSTRACT_SOCKETS_AND_SIGNALS = 0b11
RULE_PATH_BENEATH = 1


class Attributes(ctypes.Structure):
    _fields_ = [
        ("files", ctypes.c_uint64),
        ("network", ctypes.c_uint64),
        ("scoped", ctypes.c_uint64),
    ]


class PathBeneath(ctypes.Structure):
    _pack_ = 1
    _layout_ = "ms"  # what packing means; Python 3.14 wants it said
    _fields_ = [("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32)]


def version() -> int:
    """The version of Landlock that the kernel has; 0 for none."""
    try:
        return linux.syscall(CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(VERSION))
    except OSError:
        return 0


def make_ruleset() -> int:
    """A descriptor of a ruleset, to be applied by `restrict` in any number of processes."""
    found = version()
    attributes = Attributes(files=(1 << ACCESS_BITS.get(found, LATEST_ACCESS_BITS)) - 1)
    size = 8
    if found >= 4:
        attributes.network, size = TCP_BIND_AND_CONNECT, 16
    if found >= 6:
        attributes.scoped, size = ABSTRACT_SOCKETS_AND_SIGNALS, 24
    ruleset = linux.syscall(
        CREATE_RULESET, ctypes.byref(attributes), ctypes.c_size_t(size), ctypes.c_uint32(0)
    )
    for path in readable_paths():
        _allow(ruleset, path, READ_FILE | READ_DIR if path.is_dir() else READ_FILE)
    _allow(ruleset, pathlib.Path(os.devnull), READ_FILE | WRITE_FILE)
    return ruleset


def _allow(ruleset, path, access):
    with contextlib.suppress(OSError):
        parent = os.open(path, os.O_PATH | os.O_CLOEXEC)
        try:
            rule = PathBeneath(access, parent)
            linux.syscall(
                ADD_RULE, ruleset, RULE_PATH_BENEATH, ctypes.byref(rule), ctypes.c_uint32(0)
            )
        finally:
            os.close(parent)


def readable_paths() -> Iterable[pathlib.Path]:
    """Where Python, NumPy and the libraries that they load stand."""
    import numpy

    package = pathlib.Path(numpy.__file__).parent
    paths = sysconfig.get_paths()
    system = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/etc/ld.so.cache", "/dev/urandom")
    python = (paths["stdlib"], paths["platstdlib"])
    named = {package, package.parent / "numpy.libs", *map(pathlib.Path, python + system)}
    return (path for path in named if path.exists())


def restrict(ruleset: int):
    """Apply the ruleset to this process, for good. no_new_privs must be set."""
    linux.syscall(RESTRICT_SELF, ruleset, ctypes.c_uint32(0))
