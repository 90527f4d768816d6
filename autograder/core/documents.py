"""Writes Gradescope's results.json, and other files: as a whole, or not at all."""

from __future__ import annotations

import json
import os
import pathlib
import sys
import threading
import time
from collections.abc import Mapping
from typing import Any

NOTHING_GRADED = (
    "The autograder failed before it had graded anything: a fault of ours, not of yours. "
    "Your submission is kept. Staff see what went wrong, and will have it graded again."
)


def message(output: str) -> dict[str, Any]:
    """The document of a submission that was not graded; `output` says why."""
    return {
        "score": 0,
        "execution_time": 0,
        "output": output,
        "output_format": "text",
        "stdout_visibility": "hidden",
        "tests": [],
    }


def unjudged(output: str, **extra_data: Any) -> dict[str, Any]:
    """The document of a submission of a class that was not judged.

    It has no score: no platform and no script can take it for 0 points.
    """
    return {
        "output": output,
        "output_format": "text",
        "stdout_visibility": "hidden",
        "extra_data": extra_data,
        "tests": [],
    }


def write_document(path: pathlib.Path, document: Mapping[str, Any]):
    """Replace the file at `path` by the document.

    Raises ValueError for numbers that are not finite: Gradescope cannot read them.
    """
    write_whole(path, json.dumps(document, allow_nan=False))


def why_not_writable(folder: pathlib.Path) -> str:
    """The system's words on why nobody can write into a folder, or ""."""
    import tempfile

    try:
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as error:
        return (error.strerror or str(error)).lower()
    return ""


def write_whole(path: pathlib.Path, text: str):
    """Replace the file at `path`: whoever reads it sees the old text or the new one.

    What UTF-8 cannot hold, half of a surrogate pair, becomes a question mark.
    """
    temporary = path.with_name(f".{os.getpid()}.{threading.get_ident()}.{time.monotonic_ns()}")
    try:
        with open(temporary, "x", encoding="utf-8", errors="replace", newline="") as file:
            file.write(text)
        if sys.platform != "win32":
            os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException as error:
        temporary.unlink(missing_ok=True)
        if isinstance(error, OSError):
            error.filename = str(path)
        raise
