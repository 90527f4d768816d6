"""Names that students chose, made harmless: for folders, and for people to read."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

MAX_FOLDER = 80
MAX_SHOWN = 200
MAX_NAMED = 8
HASH_DIGITS = 16
HASHED = re.compile(rf"-[0-9a-fA-F]{{{HASH_DIGITS}}}\Z")
# What stands beside the submissions' folders, and what Windows takes for a device.
TAKEN = re.compile(
    r"(grades\.csv|report\.html|regrade\.(csv|html)|grading\.log"
    r"|(con|prn|aux|nul|com\d|lpt\d)(\..*)?)"
)


def folder_names(names: Iterable[str]) -> dict[str, str]:
    """For each name, one that is safe for a folder, and different from all others."""
    return unique_names(names, _folder_name)


def unique_names(names: Iterable[str], plain: Callable[[str], str]) -> dict[str, str]:
    """For each name the `plain` form of it, and no two of them alike.

    A name that is plain already stays as it is, unless another one has the same form (in
    another case: some file systems cannot tell those apart). All others carry a hash, as no
    plain name does: what looks like a hash gets another one. So a name's form depends
    on nobody who chose a name on purpose.
    """
    forms = {name: plain(name) for name in names}
    count = Counter(form.lower() for form in forms.values())
    found = {
        name: form
        if form == name and count[form.lower()] == 1 and not HASHED.search(form)
        else f"{form}-{hashlib.sha256(_bytes(name)).hexdigest()[:HASH_DIGITS]}"
        for name, form in forms.items()
    }
    if len({form.lower() for form in found.values()}) < len(found):
        raise ValueError(f"two names became one: {sorted(found.values())}")
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


def some_of(names: Sequence[str]) -> str:
    """The first of the names, and how many more there are."""
    more = f" and {len(names) - MAX_NAMED} more" if len(names) > MAX_NAMED else ""
    return ", ".join(names[:MAX_NAMED]) + more


def _shown(character):
    if character.isspace():
        return " "
    # Cc, Cf: controls, and marks that turn the direction of all that follows; Cs: half a pair.
    return "" if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn") else character
