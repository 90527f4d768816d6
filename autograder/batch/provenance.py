"""What a result was made from: by which grader, of which bytes. If neither changed, it stands."""

from __future__ import annotations

import hashlib
import json
import pathlib
import sys
from functools import lru_cache
from importlib import metadata

from ..core.assignment import current
from ..core.homework import KIT, SOLUTION
from ..core.records import Submission
from ..core.seeds import framed

CODE = current().settings.parent
# What has no say in a verdict. All else has, what is added later too.
NO_SAY = frozenset(
    {
        "batch",
        "benchmarks",
        "build",
        "commands",
        "docs",
        "gradescope",
        "tests",
        "verify",
        "__pycache__",
    }
)


@lru_cache(maxsize=1)
def grader_fingerprint() -> str:
    """A hash of all that decides a verdict: grader, solution, versions of Python and NumPy."""
    digest = hashlib.sha256(f"{sys.version_info[:2]} {metadata.version('numpy')}".encode())
    for path in _deciding_files():
        digest.update(_inside(path).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def _inside(path):
    tree = next(one for one in (KIT, SOLUTION, CODE) if path.is_relative_to(one))
    return path.relative_to(tree)


def _deciding_files() -> list[pathlib.Path]:
    kit = [path for path in KIT.rglob("*") if path.relative_to(KIT).parts[0] not in NO_SAY]
    return sorted(
        path
        for path in {*kit, *CODE.rglob("*"), *SOLUTION.rglob("*")}
        if path.is_file() and path.suffix not in (".pyc", ".md") and "__pycache__" not in path.parts
    )


def submission_fingerprint(submission: Submission) -> str:
    """A hash of what was handed in, as it was read: the files, and what was said of them."""
    digest = hashlib.sha256(json.dumps(submission.notes).encode())
    for piece in framed(submission):
        digest.update(piece)
    return digest.hexdigest()[:16]
