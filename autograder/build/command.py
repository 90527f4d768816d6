"""What `autograder build` does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..core.assignment import current
from ..core.homework import ROOT
from .handout.extra import unmet
from .stencil import (
    STENCIL,
    STENCIL_ZIP,
    TOP_FOLDER,
    Tree,
    read_tree,
    stale,
    stencil_tree,
    write_tree,
    zipped,
)

PAGE = ROOT / "handout" / "assignment.html"
INSTALL = "python -m pip install -e '.[handout]'"


class NoHandout(RuntimeError):
    """The handout cannot be built here; the text says what to install."""


@dataclass(frozen=True)
class Derived:
    """All that is derived from solution/ and handout/: the stencil's files and the page.

    Where the handout cannot be built, `missing` says why, its files in `stencil` are those
    that stand there now, and so is the page.
    """

    stencil: Mapping[str, bytes]
    page: bytes
    missing: str = ""


def derive() -> Derived:
    """All that is derived, made anew. MarkerError, AgreementError or SourceError where the
    sources are amiss."""
    tree = stencil_tree()
    if not current().notebook:
        return Derived(tree, b"")
    lacking = unmet()
    if lacking:
        why = (
            "The page and the notebook can be neither built nor checked without the extra "
            f"`handout`: {INSTALL} ({'; '.join(lacking)})"
        )
        return Derived({**_handout_files(tree), **tree}, _page_now(), why)
    from .handout.building import build_handout

    handout = build_handout(tree)
    return Derived({**tree, **handout.stencil_files}, handout.page)


def check(derived: Derived | None = None) -> list[str]:
    """What is stale, a line for each file."""
    derived = derived or derive()
    lines = [f"stencil/{line}" for line in stale(derived.stencil, read_tree(STENCIL))]
    if _page_now() != derived.page:
        lines.append(f"handout/{PAGE.name} is not what handout/ and solution/ make")
    return lines + [derived.missing] * bool(derived.missing)


def build(derived: Derived | None = None) -> list[str]:
    """Write stencil/, the page and dist/stencil.zip; a line on each.

    NoHandout where the handout cannot be built: then the rest of stencil/ is written.
    """
    derived = derived or derive()
    changed = stale(derived.stencil, read_tree(STENCIL))
    write_tree(derived.stencil, STENCIL)
    if derived.missing:
        raise NoHandout(f"{derived.missing}\nThe other files of stencil/ are written.")
    if derived.page:
        PAGE.write_bytes(derived.page)
    STENCIL_ZIP.parent.mkdir(exist_ok=True)
    STENCIL_ZIP.write_bytes(zipped(derived.stencil, TOP_FOLDER))
    return [
        f"stencil/: {len(derived.stencil)} files, {len(changed)} of them new or changed",
        f"handout/{PAGE.name}: {len(derived.page) / 1024:.0f} KB, the assignment's page",
        f"dist/{STENCIL_ZIP.name}: {STENCIL_ZIP.stat().st_size / 1024:.0f} KB for students",
    ]


def _page_now() -> bytes:
    return PAGE.read_bytes() if PAGE.is_file() else b""


def _handout_files(tree: Tree) -> Tree:
    """The notebook and its figures, as they stand in stencil/ now."""
    found = read_tree(STENCIL)
    return {
        path: data
        for path, data in found.items()
        if path not in tree and path.endswith((".ipynb", ".svg"))
    }
