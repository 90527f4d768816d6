"""Names that students chose, made harmless: for folders, and for people to read."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

MAX_FOLDER = 80
MAX_SHOWN = 200
# What stands beside the submissions' folders, and what Windows takes for a device.
TAKEN = re.compile(
    r"(grades\.csv|report\.html|regrade\.(csv|html)|grading\.log"
    r"|(con|prn|aux|nul|com\d|lpt\d)(\..*)?)"
)


def folder_names(names: Iterable[str]) -> dict[str, str]:
    """For each name, one that is safe for a folder, and different from all others.

    Names that differ in case only get different folders: some file systems
    cannot tell them apart. A name that had to be changed carries a hash.
    """
    found: dict[str, str] = {}
    given: set[str] = set()
    for name in names:
        folder = _folder_name(name)
        if folder.lower() in given or folder != name:
            folder = f"{folder}-{hashlib.sha256(_bytes(name)).hexdigest()[:8]}"
        given.add(folder.lower())
        found[name] = folder
    return found


def _folder_name(name):
    plain = unicodedata.normalize("NFKC", name)
    plain = re.sub(r"[^\w.\-]+", "_", plain, flags=re.ASCII).strip("._-")[:MAX_FOLDER]
    if not plain or TAKEN.fullmatch(plain.lower()):
        return f"submission_{plain}"
    return plain


def _bytes(name):
    return name.encode("utf-8", "backslashreplace")


def readable(text: object) -> str:
    """Text as people may see it: one line, no control or direction marks, not too long."""
    if text is None:
        return ""
    shown = "".join(_shown(character) for character in str(text)[: 10 * MAX_SHOWN])
    shown = " ".join(shown.split())
    return shown if len(shown) <= MAX_SHOWN else shown[: MAX_SHOWN - 1] + "…"


def _shown(character):
    if character.isspace():
        return " "
    # Cc, Cf: controls, and marks that turn the direction of all that follows; Cs: half a pair.
    return "" if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn") else character
