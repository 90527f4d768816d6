"""What a result was made from: by which grader, of which bytes. If neither changed, it stands."""

from __future__ import annotations

import hashlib
import json
import pathlib
import sys
from functools import lru_cache
from importlib import metadata

from ..homework import KIT, ROOT, SOLUTION
from ..records import Submission
from ..seeds import framed

# What has no say in a verdict. All else has, what is added later too.
NO_SAY = frozenset(
    {
        "batch", "benchmarks", "build", "bundle", "cli.py", "gradescope", "handout", "reports",
        "roster", "table.py", "tests", "verify", "__pycache__",
    }
)  # fmt: skip


@lru_cache(maxsize=1)
def grader_fingerprint() -> str:
    """A hash of all that decides a verdict: grader, solution, versions of Python and NumPy."""
    digest = hashlib.sha256(f"{sys.version_info[:2]} {metadata.version('numpy')}".encode())
    for path in _deciding_files():
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def _deciding_files() -> list[pathlib.Path]:
    kit = [path for path in KIT.rglob("*") if path.relative_to(KIT).parts[0] not in NO_SAY]
    return sorted(
        path
        for path in [*kit, *SOLUTION.rglob("*")]
        if path.is_file() and path.suffix not in (".pyc", ".md") and "__pycache__" not in path.parts
    )


def submission_fingerprint(submission: Submission) -> str:
    """A hash of what was handed in, as it was read: the files, and what was said of them."""
    digest = hashlib.sha256(json.dumps(submission.notes).encode())
    for piece in framed(submission):
        digest.update(piece)
    return digest.hexdigest()[:16]
