"""The functions that a student wrote, for the questions that failed: cut out line by line.

Nothing here runs or parses a submission: each line is looked at once, and texts are cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ..core.homework import PACKAGE
from ..core.records import PASSED, Submission
from ..grading.questions import all_questions

MOST_LINES = 120
MOST_CHARACTERS = 6_000
DEFINES = re.compile(r"^(?:(?:async\s+)?(?:def|class)\s+(\w+)|(\w+)\s*=[^=])")
# A bracket that is closed at the left belongs to the definition, and so do comments.
GOES_ON = (" ", "\t", ")", "]", "}", "#")


def written_for(
    submission: Submission, rows: Iterable[Mapping[str, Any]]
) -> dict[str, dict[str, Any]]:
    """Of each row that did not pass: the file, its line, and the text of the question's functions.

    A question whose functions are not found is left out.
    """
    failed = {row["number"] for row in rows if row["extra_data"]["status"] != PASSED}
    found = {}
    for case in all_questions(None):
        names = (case.shortDescription() or "").split(", ")
        data = submission.sources.get(f"{case.module}.py", b"")
        if case.number in failed and (texts := list(_definitions(data, names))):
            found[case.number] = {
                "file": f"{PACKAGE}/{case.module}.py",
                "line": texts[0][0],
                "text": _cut("\n\n\n".join(text for _, text in texts)),
            }
    return found


def _definitions(data: bytes, names: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The line and the text of each name's last definition, without its docstring."""
    lines = data.decode("utf-8", "replace").splitlines()
    for name in names:
        starts = (place for place, line in enumerate(lines) if _name_in(line) == name)
        if (start := max(starts, default=None)) is not None:
            yield start + 1, _without_docstring(_block(lines, start))


def _name_in(line):
    found = DEFINES.match(line[:200])
    return found and (found[1] or found[2])


def _block(lines, start):
    """The lines from `start` up to the next one that begins at the left."""
    end = start + 1
    while end < len(lines) and (not lines[end].strip() or lines[end].startswith(GOES_ON)):
        end += 1
    return "\n".join(lines[start:end]).rstrip()


def _without_docstring(text):
    """The docstring is the question, which the reader knows."""
    head, *rest = text.split('"""', 2)
    is_docstring = len(rest) == 2 and head.rstrip().endswith(":")
    return f'{head}"""..."""{rest[1]}' if is_docstring else text


def _cut(text):
    lines = text[:MOST_CHARACTERS].splitlines()[:MOST_LINES]
    whole = "\n".join(lines)
    return whole if len(whole) >= len(text) else f"{whole}\n..."
