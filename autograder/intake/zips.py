"""Python files and notebooks out of a zip, within bounds."""

from __future__ import annotations

import pathlib
import zipfile
from collections.abc import Collection
from functools import partial

from ..core.homework import PACKAGE
from .files import (
    ENVIRONMENT,
    MAX_DEPTH,
    Collector,
    Files,
    LeftOut,
    Unreadable,
    bounded,
    check_bounds,
    importance,
    is_source,
)
from .names import may_hold_code

MAX_ZIP_BYTES = 100 * 2**20
MAX_DIRECTORY_BYTES = 4 * 2**20
ENCRYPTED = 1
# zipfile unpacks a piece of any other kind at once, however large it gets: 800 bytes to a gigabyte.
BOUNDED_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def read_zip(path: pathlib.Path, wanted: Collection[str]) -> tuple[Files, tuple[LeftOut, ...]]:
    """The sources in a zip by their path; only those are unpacked, in memory."""
    collector = Collector()
    try:
        _check_size(path)
        with zipfile.ZipFile(path) as archive:
            entries = _entries(archive)
            for relative in sorted(filter(is_source, entries), key=importance(wanted)):
                read = partial(read_entry, archive, entries[relative])
                collector.add(relative, read)
    except Unreadable:
        raise
    except Exception as error:  # zipfile raises whatever the bytes provoke
        raise Unreadable(
            f"{path.name} is no zip file that can be read ({error}): hand in the folder "
            f"`{PACKAGE}`, zipped by your system's own menu, or its .py files"
        ) from None
    return collector.files, tuple(collector.left_out)


def _check_size(path):
    """Unreadable where the zip, or the list of its files, is larger than any homework's.

    The list is read whole when a zip is opened, from where zipfile finds it: asked here is
    zipfile's own reader of the record at the end, or a second record could tell another size.
    """
    size = path.stat().st_size
    if size > MAX_ZIP_BYTES:
        raise Unreadable(f"{path.name} is larger than {MAX_ZIP_BYTES // 2**20} MB")
    with open(path, "rb") as file:
        end = zipfile._EndRecData(file)  # type: ignore[attr-defined]
    if end and end[zipfile._ECD_SIZE] > MAX_DIRECTORY_BYTES:  # type: ignore[attr-defined]
        raise Unreadable(f"{path.name} holds too many files")


def _entries(archive):
    """The archive's entries by their path, without those of a virtual environment."""
    every = ((one.filename.replace("\\", "/").lstrip("/"), one) for one in archive.infolist())
    paths = {path: one for path, one in every if path.endswith(ENVIRONMENT) or may_hold_code(path)}
    environments = {path[: -len(ENVIRONMENT)] for path in paths if path.endswith(f"/{ENVIRONMENT}")}
    return {path: entry for path, entry in paths.items() if environments.isdisjoint(_above(path))}


def _above(path):
    """The folders that a path leads through, as paths that end with a slash."""
    folders = path.split("/", MAX_DEPTH)[:-1]
    return ["/".join(folders[: i + 1]) + "/" for i in range(len(folders))]


def read_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int | None = None) -> bytes:
    """The bytes of an entry, within the same bounds or `most`; Unreadable otherwise."""
    if entry.compress_type not in BOUNDED_METHODS:
        raise Unreadable("it is packed in a rare way: zip the folder by your system's own menu")
    if entry.flag_bits & ENCRYPTED:
        raise Unreadable("it is encrypted: zip the folder without a password")
    # No more is unpacked than it claims: what claims too much need not be unpacked to be refused.
    check_bounds(entry.file_size, entry.filename, most)
    try:
        with archive.open(entry) as file:
            return bounded(file, entry.filename, most)
    except Unreadable:
        raise
    except Exception as error:  # so do its decompressors
        unreadable = Unreadable(f"it cannot be unpacked ({error})")
        unreadable.wasted = entry.file_size
        raise unreadable from None
