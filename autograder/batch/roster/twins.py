"""Students who seem to stand in two rows, and user names in the names of clones."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from ...core.untrusted import in_line
from .names import some_of
from .records import Entry

COPY = re.compile(r"\(\d{1,4}\)|\bcopy\b|\bof\b")


def repeated(entries: Iterable[Entry]) -> Iterator[str]:
    """A sentence for each student who seems to have several rows: staff decide which counts."""
    rows: dict[tuple[str, str], list[Entry]] = {}
    shown: dict[tuple[str, str], str] = {}
    for entry in entries:
        for key, value in {k: v for one in entry.students for k, v in _identities(one)}.items():
            rows.setdefault(key, []).append(entry)
            shown.setdefault(key, value)
    told: set[tuple[str, ...]] = set()
    for key, several in rows.items():
        names = tuple(entry.name for entry in several)
        if len(names) > 1 and names not in told:
            told.add(names)
            yield (
                f"two or more rows with the same {key[0]}, {in_line(shown[key])}: {some_of(names)}"
            )


def _identities(student) -> Iterator[tuple[tuple[str, str], str]]:
    """What a student is known by, as it is compared, and as it is shown."""
    for kind in ("sid", "email", "name"):
        value = getattr(student, kind)
        if plain := _plain(value):
            yield (kind, plain), value


def _plain(text):
    """A name without what case, signs and second downloads change."""
    text = COPY.sub(" ", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(re.findall(r"\w+", text.replace("_", " ")))


def username_after(clones: Sequence[str], name: str) -> str:
    """Whose a folder is: of GitHub Classroom's clones, what follows the assignment's name."""
    if name in clones and len(clones) > 1:
        ends = zip(min(clones), max(clones), strict=False)
        same = "".join(one for one, _ in itertools.takewhile(lambda pair: pair[0] == pair[1], ends))
        shared = same.rpartition("-")[0]
        return name[len(shared) + 1 :] if shared else name
    return name
