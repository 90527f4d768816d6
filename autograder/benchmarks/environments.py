"""Environments of their own for other people's programs, with exactly pinned packages."""

from __future__ import annotations

import pathlib
import subprocess
import venv
from collections.abc import Sequence

NUMPY = "numpy==2.2.6"  # The latest for Python 3.10.
RECORD = "pinned.txt"


def installed(folder: pathlib.Path, pinned: Sequence[str]) -> pathlib.Path:
    """The `bin` of an environment in `folder` that has these packages, "name==version" each.

    It is kept for the next time, and made anew where other packages are asked for.
    Raises subprocess.CalledProcessError where pip cannot install them.
    """
    record, wanted = folder / RECORD, "".join(f"{one}\n" for one in pinned)
    if not record.is_file() or record.read_text(encoding="utf-8") != wanted:
        venv.create(folder, clear=True, with_pip=True)
        subprocess.run([folder / "bin" / "pip", "install", "-q", *pinned], check=True)
        record.write_text(wanted, encoding="utf-8")
    return folder / "bin"
