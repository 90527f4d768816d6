"""No bundle leaves the house unless the gates hold on the sources that are in it."""

from __future__ import annotations

import hashlib

from rich.console import Console

from ...build.stencil import STENCIL, STENCIL_ZIP, read_tree, stale_zip
from ...core.homework import KIT, ROOT
from ...core.seeds import SECRET_NAME
from ...verify.command import verify_grading
from .contents import bundle_tree, write_bundle

BUNDLE = ROOT / "dist" / "autograder.zip"
SEAL = ROOT / "dist" / "gates-held-for.txt"
SEEDS = 1
SETTINGS = "autograder/assignment/settings.toml"


class GatesFailed(RuntimeError):
    """The bundle was not written: a gate fails."""


def build_bundle(console: Console, jobs: int | None = None) -> str:
    """Write dist/autograder.zip; a line on it. GatesFailed where one of gates 1 to 4 fails.

    Gates that held for just these sources are not tried again.
    """
    sources = digest_of_sources()
    if not _held_for(sources):
        if not verify_grading(console, SEEDS, jobs):
            raise GatesFailed("dist/autograder.zip was not written: see the gates above")
        SEAL.parent.mkdir(exist_ok=True)
        SEAL.write_text(f"{sources}\n")
    write_bundle(BUNDLE)
    return f"dist/{BUNDLE.name}: {BUNDLE.stat().st_size / 1024:.0f} KB, to be uploaded as it is"


def remove_zips():
    """Remove what an earlier build wrote: where one ends early, no old zip is taken for a new."""
    for path in (BUNDLE, STENCIL_ZIP):
        path.unlink(missing_ok=True)


def stale_bundle() -> str:
    """From what else dist/autograder.zip was built than is here now, in a sentence; or ""."""
    secret = BUNDLE.with_suffix(SECRET_NAME)
    kept = secret.read_bytes().strip() if secret.is_file() else b""
    called = {SETTINGS: "other settings", SECRET_NAME: "another secret"}
    return stale_zip(BUNDLE, {**bundle_tree(), SECRET_NAME: kept}, "", called)


def _held_for(sources):
    return SEAL.is_file() and SEAL.read_text().strip() == sources


def digest_of_sources() -> str:
    """A hash of what gates 1 to 4 depend on: the bundle's files, the stencil, the gates."""
    digest = hashlib.sha256()
    trees = (bundle_tree(), read_tree(STENCIL), read_tree(KIT / "build"), read_tree(KIT / "verify"))
    for tree in trees:
        for path, data in sorted(tree.items()):
            if path == SETTINGS:
                continue  # no gate hangs on it
            digest.update(f"{path}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()
