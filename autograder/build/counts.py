"""What texts say of how many parts, questions and points there are counts by itself.

In solution/README.md and handout/text/, {count}`parts` becomes nine, {count}`questions` 28 and
{count}`points` 100; in the README the fence {points} becomes a table. What stands in the fence
{leaderboard} stays where settings.toml says that there is one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..core.homework import PACKAGE
from .points import constant, part_of

COUNT = re.compile(r"\{count\}`(parts|questions|points)`")
TABLE = "```{points}\n```"
LEADERBOARD = re.compile(r"```\{leaderboard\}\n(.*?)```\n\n?", re.DOTALL)
WORDS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)  # fmt: skip


def counts(files: Mapping[str, bytes]) -> dict[str, int]:
    """How many parts, questions and points a folder's tests/points.py has."""
    questions = constant(files, "QUESTIONS")
    points = sum(points for _, points in questions.values())
    return {"parts": len(constant(files, "PARTS")), "questions": len(questions), "points": points}


def counted(text: str, files: Mapping[str, bytes]) -> str:
    """The text with its counts filled in."""
    if not COUNT.search(text):
        return text
    found = counts(files)
    return COUNT.sub(lambda what: _in_words(found[what[1]]), text)


def with_table(text: str, files: Mapping[str, bytes]) -> str:
    """The text with the table of the parts, their files and points in the place of {points}."""
    return text.replace(TABLE, _table(files)) if TABLE in text else text


def with_leaderboard(text: str, shown: bool) -> str:
    """The text with what it says of the leaderboard, or without."""
    return LEADERBOARD.sub(r"\1" if shown else "", text)


def _in_words(number):
    return WORDS[number] if number < len(WORDS) else str(number)


def _table(files):
    titles, modules = constant(files, "PARTS"), constant(files, "MODULES")
    of: dict[int, int] = dict.fromkeys(titles, 0)
    for number, (_, points) in constant(files, "QUESTIONS").items():
        of[part_of(number)] += points
    rows = [
        f"| {part} | `{modules[part]}.py` | {title} | {of[part]} |"
        for part, title in titles.items()
    ]
    head = [f"| part | file in `{PACKAGE}/` | about | points |", "| --- | --- | --- | --- |"]
    return "\n".join([*head, *rows, f"| | | Total | {sum(of.values())} |"])
