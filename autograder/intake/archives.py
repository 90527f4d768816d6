"""Archives: a zip, or a tar that gzip or bzip2 packed, at the top or inside of a submission."""

from __future__ import annotations

import importlib
import io
import itertools
import pathlib
import tempfile
import zipfile
from collections.abc import Callable, Collection, Iterator
from functools import partial
from typing import IO

from ..core.homework import PACKAGE
from .files import (
    Collector,
    Files,
    LeftOut,
    Unreadable,
    bounded,
    is_seen,
    is_source,
    read_file,
    walk,
)
from .names import is_archive
from .texts import what_it_is
from .zips import MAX_ZIP_BYTES, read_entry, read_zip

MAX_INNER = 5
INNER_LEVELS = 2
OPENED = (".zip", ".tar", ".gz", ".tgz", ".bz2")
OPENERS = {b"\x1f\x8b": "gzip", b"BZh": "bz2"}
"""The modules that open what begins with these bytes. Few submissions need one of them loaded."""
HAND_IN = f"hand in the folder `{PACKAGE}` as a .zip, or its .py files"


def read_archive(path: pathlib.Path, wanted: Collection[str]) -> tuple[Files, tuple[LeftOut, ...]]:
    """The sources in an archive by their path; its bytes say of which kind it is, not its name.

    Raises Unreadable, with what it is instead.
    """
    head = _head(path)
    if _is_tar(path, head):
        return _read_tar(path, head)
    kind = what_it_is(head)
    if kind and not head.startswith(b"PK"):
        raise Unreadable(f"{path.name} is {kind}: {HAND_IN}")
    return read_zip(path, wanted)


def _head(path):
    try:
        with open(path, "rb") as file:
            return file.read(512)
    except OSError as error:
        raise Unreadable(f"{path.name} cannot be opened ({error.strerror})") from None


def _is_tar(path, head):
    opener = _opener(head)
    if opener is open:
        return head[257:262] == b"ustar"
    try:
        with opener(path, "rb") as file:
            return file.read(512)[257:262] == b"ustar"
    except (OSError, EOFError, ValueError):
        return False


def _opener(head):
    module = next((name for mark, name in OPENERS.items() if head.startswith(mark)), "io")
    return importlib.import_module(module).open


def _read_tar(path, head):
    import tarfile

    collector = Collector()
    try:
        with _opener(head)(path, "rb") as unpacked:
            stream = io.BufferedReader(_Bounded(unpacked, MAX_ZIP_BYTES))
            with tarfile.open(fileobj=stream, mode="r|") as archive:
                for member in archive:
                    name = member.name.removeprefix("./")
                    if member.isfile() and is_source(name):
                        collector.add(name, partial(_member, archive, member))
    except Unreadable as unreadable:
        collector.leave_out(path.name, str(unreadable))
    except Exception as error:  # tarfile and its decompressors raise whatever the bytes provoke
        collector.leave_out(path.name, f"it is damaged ({error})")
    return collector.files, tuple(collector.left_out)


def _member(archive, member):
    return bounded(archive.extractfile(member), member.name)


class _Bounded(io.RawIOBase):
    """A stream that ends in Unreadable after so many bytes, however few they were packed to."""

    def __init__(self, file: IO[bytes], most: int):
        self.file = file
        self.left = most

    def readable(self):
        return True

    def readinto(self, buffer):
        data = self.file.read(min(len(buffer), 2**16))
        self.left -= len(data)
        if self.left < 0:
            raise Unreadable(f"it unpacks to more than {MAX_ZIP_BYTES // 2**20} MB")
        buffer[: len(data)] = data
        return len(data)


def read_inner_archives(
    path: pathlib.Path, wanted: Collection[str], files: Files, levels: int = INNER_LEVELS
) -> tuple[Files, tuple[LeftOut, ...]]:
    """The files of a folder or zip and those of the archives in it, so many levels deep."""
    files, left_out = dict(files), []
    with tempfile.TemporaryDirectory() as folder:
        for number, (name, read) in enumerate(_inner(path)):
            inner = pathlib.Path(folder, str(number), pathlib.PurePosixPath(name).name)
            try:
                inner.parent.mkdir()
                inner.write_bytes(read())
                found, more = read_archive(inner, wanted)
                if levels > 1 and not found:
                    found, deeper = read_inner_archives(inner, wanted, found, levels - 1)
                    more = (*more, *deeper)
            except (Unreadable, OSError, ValueError) as error:
                left_out.append(LeftOut(name, str(error)))
            else:
                files |= {f"{name}/{file}": data for file, data in found.items()}
                left_out += (LeftOut(f"{name}/{one.path}", one.reason) for one in more)
    return files, (*left_out, *_closed(path))


def _closed(path) -> Iterator[LeftOut]:
    """The first archives that cannot be opened."""
    names = sorted(name for name in _names(path) if is_archive(name) and not _is_opened(name))
    for name in itertools.islice(names, MAX_INNER):
        yield LeftOut(name, f"of archives only a .zip or .tar.gz is opened: {HAND_IN}")


def _inner(path) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """The first archives in a folder or zip: the name of each, and how to read it."""
    if path.is_dir():
        found = sorted(one for one in walk(path, []) if _is_opened(one.name))
        for one in found[:MAX_INNER]:
            yield one.relative_to(path).as_posix(), partial(read_file, one)
    elif zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            entries = (one for one in archive.infolist() if _is_opened(one.filename))
            for entry in itertools.islice(entries, MAX_INNER):
                yield entry.filename, partial(read_entry, archive, entry)


def names_in(path: pathlib.Path) -> list[str]:
    """What students see in a folder or zip; a file that is no archive is named itself."""
    if path.is_file() and not is_archive(path.name):
        return [path.name]
    return [name for name in _names(path) if is_seen(name)]


def _names(path):
    if path.is_dir():
        return [one.relative_to(path).as_posix() for one in walk(path, [])]
    if not zipfile.is_zipfile(path):
        return []
    with zipfile.ZipFile(path) as archive:
        return [one.filename for one in archive.infolist()]


def _is_opened(name):
    return name.lower().endswith(OPENED)
