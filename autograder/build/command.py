"""What `autograder build` does."""

from __future__ import annotations

from .stencil import (
    STENCIL,
    STENCIL_ZIP,
    TOP_FOLDER,
    read_tree,
    stale,
    stencil_tree,
    write_tree,
    zipped,
)


def check() -> list[str]:
    """What is stale, a line for each file."""
    return [f"stencil/{line}" for line in stale(stencil_tree(), read_tree(STENCIL))]


def build() -> list[str]:
    """Write stencil/ and dist/stencil.zip; a line on each."""
    tree = stencil_tree()
    changed = stale(tree, read_tree(STENCIL))
    write_tree(tree, STENCIL)
    STENCIL_ZIP.parent.mkdir(exist_ok=True)
    STENCIL_ZIP.write_bytes(zipped(tree, TOP_FOLDER))
    return [
        f"stencil/: {len(tree)} files, {len(changed)} of them new or changed",
        f"dist/{STENCIL_ZIP.name}: {STENCIL_ZIP.stat().st_size / 1024:.0f} KB for students",
    ]
