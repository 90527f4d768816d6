"""What `build` says of the homework as a whole: a total that is off, what is not filled in yet,
and what a question or a part has left behind. None of it keeps anything from being built."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator

from ..core.assignment import current
from ..core.homework import PACKAGE_FOLDER, student_modules
from ..core.settings import load
from ..grading.questions import QuestionCase, all_questions
from .leftovers import code_left_over
from .mentions import announced, known, mentions_amiss
from .points import part_of
from .texts import Text, from_top, guides, own_texts

FILL_IN = "FILL IN"


def remarks() -> list[str]:
    """All of it, a line each, with file and line where there is one."""
    cases = all_questions(session=None)
    own = own_texts()
    return [
        *total_amiss(cases),
        *not_filled_in(own),
        *mentions_amiss([*own, *guides()], known(cases)),
        *not_announced(cases),
        *code_left_over(cases),
    ]


def total_amiss(cases: Iterable[QuestionCase]) -> Iterator[str]:
    """What the questions come to, and each part, where settings.toml says another total."""
    points: dict[int, float] = {}
    for case in cases:
        part = part_of(case.number)
        points[part] = points.get(part, 0) + case.max_score
    total, wanted = sum(points.values()), load().points
    if total != wanted:
        parts = ", ".join(f"part {part} has {of:g}" for part, of in sorted(points.items()))
        yield (
            f"all questions together are worth {total:g} points, and {current().settings.name} "
            f"says points = {wanted:g}: {parts}"
        )


def not_announced(cases: Iterable[QuestionCase]) -> Iterator[str]:
    """Questions that the docstring of a students' file leaves out, where it names others."""
    asked: dict[str, list[str]] = {}
    for case in cases:
        asked.setdefault(f"{case.module}.py", []).append(case.number)
    for name in student_modules():
        path = PACKAGE_FOLDER / name
        named = announced(ast.get_docstring(ast.parse(path.read_bytes())) or "")
        left_out = [number for number in asked.get(name, ()) if number not in named]
        if len(left_out) < len(asked.get(name, ())):
            yield from (
                f"{from_top(path)}, line 1: the docstring names the others and not {number}"
                for number in left_out
            )


def not_filled_in(texts: Iterable[Text]) -> Iterator[str]:
    """What `new-question` has written, and nobody has filled in yet."""
    for text in texts:
        for number, line in enumerate(text.lines, 1):
            found = re.search(rf'{FILL_IN}\b:? *([^"]*)', line)
            if found:
                yield f"{text.path}, line {number}: still to be filled in: {found[1].strip()}"
