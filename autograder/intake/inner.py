"""Zips inside of what was handed in: opened where nothing else holds the homework."""

from __future__ import annotations

import itertools
import pathlib
import tempfile
import zipfile
from collections.abc import Callable, Collection, Iterator
from functools import partial

from .files import (
    ZIP,
    Files,
    Notes,
    Unreadable,
    read_entry,
    read_file,
    read_zip,
    walk,
)

MAX_INNER_ZIPS = 5
OTHER_ARCHIVES = (".rar", ".7z", ".tar", ".tgz", ".gz", ".bz2", ".xz", ".zipx")


def read_inner_zips(
    path: pathlib.Path, wanted: Collection[str], files: Files, notes: Notes
) -> tuple[Files, Notes]:
    """The files of a folder or zip, and those of the zips in it, one level deep."""
    files, said = dict(files), list(notes)
    with tempfile.TemporaryDirectory() as folder:
        for number, (name, read) in enumerate(_inner_zips(path)):
            inner = pathlib.Path(folder, f"{number}.zip")
            try:
                inner.write_bytes(read())
                found, more = read_zip(inner, wanted)
            except Unreadable as unreadable:
                said.append(f"Not read: {name}: {unreadable}")
            else:
                files |= {f"{name}/{file}": data for file, data in found.items()}
                said += more
    return files, (*said, *_closed(path))


def _closed(path) -> Iterator[str]:
    """A sentence on each of the first archives that cannot be opened."""
    closed = (name for name in sorted(_names(path)) if name.lower().endswith(OTHER_ARCHIVES))
    for name in itertools.islice(closed, MAX_INNER_ZIPS):
        yield (
            f"Not read: {name}: of archives only a .zip is opened. Hand in the folder "
            "`backprop` as a .zip, or its .py files."
        )


def _names(path):
    if path.is_dir():
        return [one.relative_to(path).as_posix() for one in walk(path, [])]
    with zipfile.ZipFile(path) as archive:
        return [one.filename for one in archive.infolist()]


def _inner_zips(path) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """The first zips in a folder or zip: the name of each, and how to read it."""
    if path.is_dir():
        found = filter(_is_zip, walk(path, []))
        for one in sorted(found)[:MAX_INNER_ZIPS]:
            yield one.relative_to(path).as_posix(), partial(read_file, one)
        return
    with zipfile.ZipFile(path) as archive:
        entries = (one for one in archive.infolist() if _is_zip(one.filename))
        for entry in itertools.islice(entries, MAX_INNER_ZIPS):
            yield entry.filename, partial(read_entry, archive, entry)


def _is_zip(path):
    return str(path).lower().endswith(ZIP)
