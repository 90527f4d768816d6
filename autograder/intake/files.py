"""Python files and notebooks out of a folder, within bounds. Links are not followed."""

from __future__ import annotations

import collections
import itertools
import os
import pathlib
import stat
from collections.abc import Callable, Collection, Iterator
from functools import partial
from typing import IO, NamedTuple

from .names import ARCHIVES, NOTEBOOK, may_hold_code, module_meant

MAX_FILES = 500
MAX_FILE_BYTES = 2**20
MAX_TOTAL_BYTES = 8 * 2**20
MAX_VISITED = 500_000
MAX_DEPTH = 20

ENVIRONMENT = "pyvenv.cfg"
LARGER = {NOTEBOOK: 8 * 2**20, **dict.fromkeys(ARCHIVES, 20 * 2**20)}

IGNORED_FOLDERS = frozenset(
    {"__MACOSX", "__pycache__", "node_modules", "site-packages", ".ipynb_checkpoints"}
)

Files = dict[str, bytes]


class LeftOut(NamedTuple):
    """A file, or a folder with a slash at its end, that was seen and not read, and why."""

    path: str
    reason: str


class Unreadable(Exception):
    """What was handed in cannot be read; the text says why and what to do.

    `wasted` is how many bytes were unpacked in vain at most.
    """

    wasted = 0


def read_folder(folder: pathlib.Path, wanted: Collection[str]) -> tuple[Files, tuple[LeftOut, ...]]:
    """The folder's sources by their path, and what was left out.

    Files with a name in `wanted` are read first, in case there are too many.
    """
    closed: list[pathlib.Path] = []
    relatives = ((path.relative_to(folder).as_posix(), path) for path in walk(folder, closed))
    paths = {relative: path for relative, path in relatives if is_source(relative)}
    collector = Collector()
    for relative in sorted(paths, key=importance(wanted)):
        collector.add(relative, partial(read_file, paths[relative]))
    for path in closed:
        collector.leave_out(f"{path.relative_to(folder).as_posix()}/", "it cannot be opened")
    return collector.files, tuple(collector.left_out)


def walk(folder: pathlib.Path, closed: list[pathlib.Path]) -> Iterator[pathlib.Path]:
    """The files below a folder; neither links nor virtual environments are entered.

    Those that are less deep come first: where there are too many, the deepest are left out.
    Folders that this user may not open are added to `closed`.
    """
    return itertools.islice(_walk(folder, closed), MAX_VISITED)


def _walk(folder, closed):
    waiting = collections.deque([(folder, 0)])
    while waiting:
        parent, depth = waiting.popleft()
        try:
            entries = sorted(os.scandir(parent), key=lambda entry: entry.name)
        except OSError:
            closed.append(parent)
            continue
        if any(entry.name == ENVIRONMENT for entry in entries):
            continue
        for entry in entries:
            path = pathlib.Path(entry.path)
            if not entry.is_dir(follow_symlinks=False):
                yield path
            elif depth < MAX_DEPTH and not _ignored_folder(entry.name):
                waiting.append((path, depth + 1))


def importance(wanted: Collection[str]) -> Callable[[str], tuple]:
    """The order in which files are read while there is room: those with a wanted name first."""

    def key(relative):
        folders, _, name = relative.rpartition("/")
        return name not in wanted, module_meant(name) is None, folders.count("/"), relative

    return key


def read_file(path: pathlib.Path, most: int | None = None) -> bytes:
    """The bytes of a regular file within bounds (a megabyte; a notebook may have eight) or `most`.

    Raises Unreadable otherwise.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        descriptor = os.open(path, flags | getattr(os, "O_BINARY", 0))
    except OSError as error:
        raise Unreadable(f"it cannot be opened ({error.strerror})") from None
    with open(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise Unreadable("it is no ordinary file")
        return bounded(file, path.name, most)


def bounded(file: IO[bytes], name: str, most: int | None = None) -> bytes:
    """What an open file holds, if it is no more than `most`, or than a file of that name may.

    Raises Unreadable otherwise.
    """
    data = file.read((most or _limit(name)) + 1)
    check_bounds(len(data), name, most)
    return data


def check_bounds(size: int, name: str, most: int | None = None):
    """Unreadable where a file of that name may not be so large."""
    limit = most or _limit(name)
    if size > limit:
        allowed = "a megabyte" if limit == MAX_FILE_BYTES else f"{limit // 2**20} MB"
        notebook = name.lower().endswith(NOTEBOOK)
        advice = ": clear its outputs, and hand it in again" if notebook else ""
        raise Unreadable(f"it is larger than {allowed}{advice}")


def _limit(name):
    return LARGER.get(pathlib.PurePosixPath(name).suffix.lower(), MAX_FILE_BYTES)


def is_source(relative: str) -> bool:
    """Whether a path is that of a file which may hold code, in no folder that is a tool's."""
    return is_seen(relative) and may_hold_code(relative)


def is_seen(relative: str) -> bool:
    """Whether a path is that of a file that is not hidden, in no folder that is a tool's."""
    *folders, name = pathlib.PurePosixPath(relative).parts or ("",)
    if len(folders) > MAX_DEPTH or relative.endswith("/") or name.startswith("."):
        return False
    return not any(map(_ignored_folder, folders))


def _ignored_folder(name):
    return name in IGNORED_FOLDERS or name.startswith(".")


class Collector:
    """Gathers files until there are too many, and remembers what was left out."""

    def __init__(self):
        self.files: Files = {}
        self.total = 0
        self.left_out: list[LeftOut] = []

    def add(self, relative, read):
        if len(self.files) >= MAX_FILES or self.total > MAX_TOTAL_BYTES:
            self.leave_out(relative, "there are too many files")
            return
        try:
            self.files[relative] = read()
        except Unreadable as unreadable:
            self.leave_out(relative, str(unreadable))
            self.total += unreadable.wasted
        else:
            self.total += len(self.files[relative])

    def leave_out(self, path, reason):
        self.left_out.append(LeftOut(path, reason))
