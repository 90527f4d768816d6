"""Where a submission's files are: in a folder, or in the zip of an export.

A submission out of a zip is unpacked, alone and within bounds, while it is
graded. For another machine, its files travel as bytes.
"""

from __future__ import annotations

import contextlib
import pathlib
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from ...core.homework import student_modules
from ...intake.files import (
    ENVIRONMENT,
    Unreadable,
    importance,
    is_source,
    read_file,
    walk,
)
from ...intake.names import is_archive, module_meant
from ...intake.zips import read_entry

MAX_FILE_BYTES = 32 * 2**20
MAX_TOTAL_BYTES = 128 * 2**20
MAX_METADATA_BYTES = 512 * 2**20
MAX_FILES = 20_000
MAX_DEPTH = 40


class NoArchive(Exception):
    """The file is no zip that can be read; the text says why."""


class Place(Protocol):
    """Where one submission is."""

    @property
    def name(self) -> str: ...

    def opened(self) -> contextlib.AbstractContextManager[pathlib.Path]:
        """The path of the submission on this machine's disk, for as long as it is needed."""

    def files(self) -> Mapping[str, bytes]:
        """The submission's files by their path in it; a single file by the empty path."""


class Files(Place, Protocol):
    """A place with names in it, some of which are submissions."""

    def names(self) -> list[str]: ...

    def is_folder(self, name: str) -> bool: ...

    def child(self, name: str) -> Files: ...

    def read(self, name: str) -> bytes: ...


@dataclass(frozen=True)
class InFolder:
    """A file or folder on the disk. Links are not followed."""

    path: pathlib.Path

    @property
    def name(self) -> str:
        return self.path.name

    def names(self) -> list[str]:
        return [path.name for path in self.path.iterdir() if not path.is_symlink()]

    def is_folder(self, name: str) -> bool:
        return (self.path / name).is_dir()

    def child(self, name: str) -> InFolder:
        return InFolder(self.path / name)

    def read(self, name: str) -> bytes:
        return (self.path / name).read_bytes()

    @contextlib.contextmanager
    def opened(self) -> Iterator[pathlib.Path]:
        yield self.path

    def files(self) -> Mapping[str, bytes]:
        if self.path.is_file():
            return {"": read_file(self.path, MAX_TOTAL_BYTES)}
        below = {path.relative_to(self.path).as_posix(): path for path in walk(self.path, [])}
        return _taken(
            {relative: path.lstat().st_size for relative, path in below.items()},
            lambda relative: read_file(below[relative], MAX_FILE_BYTES),
        )


@dataclass(frozen=True)
class Archive:
    """An open zip: its entries' names as a tree, so that no search walks all of them."""

    file: zipfile.ZipFile
    tree: dict = field(repr=False)


@dataclass(frozen=True)
class InZip:
    """A folder in a zip, or one of its files: `node` is a dict or the entry."""

    archive: Archive
    name: str
    node: dict | zipfile.ZipInfo = field(repr=False)

    @classmethod
    def of(cls, path: pathlib.Path) -> InZip:
        """The top of the zip at `path`; NoArchive where it is none."""
        try:
            file = zipfile.ZipFile(path)
        except Exception as error:  # zipfile raises whatever the bytes provoke
            raise NoArchive(
                f"{path} is neither a folder nor a zip that can be read ({error})"
            ) from None
        tree = _tree(file.infolist())
        return cls(Archive(file, tree), path.name, tree)

    def names(self) -> list[str]:
        return list(self.node) if isinstance(self.node, dict) else []

    def is_folder(self, name: str) -> bool:
        return isinstance(self.node, dict) and isinstance(self.node[name], dict)

    def child(self, name: str) -> InZip:
        assert isinstance(self.node, dict)
        return InZip(self.archive, name, self.node[name])

    def read(self, name: str) -> bytes:
        """What is in one file. Unreadable where it is larger than any."""
        assert isinstance(self.node, dict)
        return read_entry(self.archive.file, self.node[name], MAX_METADATA_BYTES)

    @contextlib.contextmanager
    def opened(self) -> Iterator[pathlib.Path]:
        with unpacked(self.name, self.files()) as path:
            yield path

    def files(self) -> Mapping[str, bytes]:
        below = dict(_entries(self.node))
        return _taken(
            {relative: entry.file_size for relative, entry in below.items()},
            lambda relative: read_entry(self.archive.file, below[relative], MAX_FILE_BYTES),
        )


def _tree(entries):
    """The entries by folder, as nested dicts. Paths that lead out of the zip are not in it."""
    tree: dict = {}
    for entry in entries:
        *folders, name = entry.filename.replace("\\", "/").split("/")
        parts = [*folders, name]
        if len(parts) > MAX_DEPTH or ":" in entry.filename:
            continue
        if any(part in ("", ".", "..") for part in folders):
            continue
        node = tree
        for folder in folders:
            below = node.setdefault(folder, {})
            if not isinstance(below, dict):
                break
            node = below
        else:
            if parts[-1] not in ("", ".", "..") and name not in node:
                node[name] = entry
    return tree


def _entries(node, path=""):
    if not isinstance(node, dict):
        yield path, node
        return
    for name, below in node.items():
        yield from _entries(below, f"{path}/{name}" if path else name)


def _taken(sizes: Mapping[str, int], read: Callable[[str], bytes]) -> dict[str, bytes]:
    """The files that there is room for, by their path: first what can be graded, then the rest.

    A file that cannot be read is left out. Unreadable where it is one of those that students
    write, or where none of what matters can be read.
    """
    taken: dict[str, bytes] = {}
    room = MAX_TOTAL_BYTES
    refused, lost = None, False
    for path in _in_order(sizes):
        if len(taken) < MAX_FILES and sizes[path] <= min(room, MAX_FILE_BYTES):
            try:
                taken[path] = read(path)
            except Unreadable as unreadable:
                refused = refused or unreadable
                lost = lost or module_meant(path) is not None
            room -= sizes[path]
    if refused and (lost or not any(map(_matters, taken))):
        raise refused
    return taken


def _in_order(paths: Iterable[str]) -> list[str]:
    """The files that intake looks at come first: however many others there are, they are there."""
    important = importance(student_modules())
    return sorted(paths, key=lambda path: (not _matters(path), important(path)))


def _matters(path: str) -> bool:
    """Whether a file can be graded, holds such files, or marks a virtual environment."""
    return is_source(path) or is_archive(path) or path.endswith(f"/{ENVIRONMENT}")


@contextlib.contextmanager
def unpacked(name: str, files: Mapping[str, bytes]) -> Iterator[pathlib.Path]:
    """The files in a temporary folder; the path of the submission in it."""
    with tempfile.TemporaryDirectory(prefix="submission-") as folder:
        top = pathlib.Path(folder) / "submission"
        if "" in files:
            # A single file keeps what its name says: its ending, and which file is meant.
            suffix = pathlib.PurePath(name).suffix
            meant = module_meant(name) if suffix.lower() == ".py" else None
            top = top.with_name(meant) if meant else top.with_suffix(suffix)
            top.write_bytes(files[""])
        else:
            top.mkdir()
            _write_below(top, files)
        yield top


def _write_below(top, files):
    for path, data in files.items():
        target = top / path
        # Two names that this file system cannot tell apart, or one that it cannot hold: the
        # rest of the submission is graded all the same.
        with contextlib.suppress(OSError, ValueError):
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
