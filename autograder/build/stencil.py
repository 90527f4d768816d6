"""The stencil: solution/ with its solution regions cut out, as a tree of files."""

from __future__ import annotations

import io
import pathlib
import zipfile
from collections.abc import Collection, Mapping
from types import MappingProxyType

from ..core import settings
from ..core.assignment import current
from ..core.homework import ROOT, SOLUTION, package_files
from .agreement import check_agreement, check_settings
from .counts import counted, with_leaderboard, with_table
from .markers import cut, find_regions

STENCIL = ROOT / "stencil"
STENCIL_ZIP = ROOT / "dist" / "stencil.zip"
BROWSER_SITE = ROOT / "dist" / "browser"
README = "README.md"
TOP_FOLDER = current().name
MOST_NAMED = 3
NO_NAMES: Mapping[str, str] = MappingProxyType({})

Tree = dict[str, bytes]


def stencil_tree(solution: pathlib.Path = SOLUTION) -> Tree:
    """The stencil's files by their path. MarkerError or AgreementError where solution/ is amiss."""
    files = read_tree(solution)
    regions = {
        path: find_regions(data.decode("utf-8"), f"solution/{path}")
        for path, data in files.items()
        if path.endswith(".py")
    }
    check_agreement(regions, files)
    check_settings(settings.load())
    text = with_leaderboard(files[README].decode("utf-8"), settings.load().leaderboard)
    readme = with_table(counted(text, files), files).encode()
    return {
        path: cut(data.decode("utf-8"), path).encode() if regions.get(path) else data
        for path, data in {**files, README: readme}.items()
    }


def read_tree(folder: pathlib.Path) -> Tree:
    """The files that stand in a folder now; none where there is no folder."""
    return package_files(folder) if folder.is_dir() else {}


def stale(wanted: Mapping[str, bytes], found: Mapping[str, bytes]) -> list[str]:
    """What differs, a line for each file: missing, different, or not wanted."""
    lines = [f"{path} is missing" for path in wanted if path not in found]
    lines += [f"{path} is not in solution/ or handout/" for path in found if path not in wanted]
    lines += [
        f"{path} is not what solution/ and handout/ make"
        for path, data in wanted.items()
        if path in found and found[path] != data
    ]
    return sorted(lines)


def write_tree(tree: Mapping[str, bytes], folder: pathlib.Path):
    """Make `folder` hold exactly the tree's files."""
    for path in read_tree(folder):
        if path not in tree:
            (folder / path).unlink()
    for path, data in tree.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def stale_zip(
    path: pathlib.Path, tree: Mapping[str, bytes], top: str, called: Mapping[str, str] = NO_NAMES
) -> str:
    """From what else than this tree `zipped` made a zip, in a sentence; "" where from nothing
    else, or where there is no zip. A single file that is `called` something is named by that."""
    if not path.is_file():
        return ""
    names = sorted(
        _differing(path, {f"{top}/{name}" if top else name: tree[name] for name in tree})
    )
    if not names:
        return ""
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    files = f"other files ({', '.join(names[:MOST_NAMED])}{more})"
    what = called.get(names[0], files) if len(names) == 1 else files
    return f"dist/{path.name} was built from {what}: run `autograder build`"


def _differing(path, wanted):
    found = {}
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            found = {name: archive.read(name) for name in archive.namelist()}
    return {name for name in found.keys() | wanted.keys() if found.get(name) != wanted.get(name)}


def zipped(tree: Mapping[str, bytes], top: str, runnable: Collection[str] = ()) -> bytes:
    """The tree as a zip, in the folder `top` ("": none); files in `runnable` can be run.

    The same tree gives the same bytes, on every machine.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(tree):
            name = f"{top}/{path}" if top else path
            entry = zipfile.ZipInfo(name, date_time=(2026, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (0o100755 if path in runnable else 0o100644) << 16
            entry.create_system = 3
            archive.writestr(entry, tree[path], compresslevel=9)
    return buffer.getvalue()
