"""Sentences that the page and the notebook share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ...core.settings import Settings
from .questions import Part, Question, Quoted


def due_line(settings: Settings) -> str:
    """When the homework is due, as a sentence; "" where the settings say nothing."""
    due = settings.due_date
    if due is None:
        return ""
    offset = due.strftime("%z")
    zone = "UTC" if offset == "+0000" else f"UTC{offset[:3]}:{offset[3:]}"
    return f"Due on {due:%A}, {due.day} {due:%B %Y}, at {due:%H:%M} ({zone})."


def points_words(points: int) -> str:
    return "1 point" if points == 1 else f"{points} points"


def write_line(question: Question) -> str:
    """Where to write a question's answer, in Markdown."""
    names = ", ".join(f"`{name}`" for name in question.names)
    return f"Write {names} in `{question.file}`."


def todos_markdown(quoted: Quoted) -> str:
    """What the TODOs ask, in Markdown: a list where there are several methods to write."""
    if len(quoted.todos) == 1:
        return f"*Think about it:* {_plain(quoted.todos[0][1])}"
    return "\n".join(f"- `{method}`: {_plain(text)}" for method, text in quoted.todos)


def _plain(text):
    """Text in which *, _ and the like are no markup; what stands in backticks is code."""
    parts = text.split("`")
    parts[::2] = [re.sub(r"([\\*_{}\[\]<>$|])", r"\\\1", part) for part in parts[::2]]
    return "`".join(parts)


def part_facts(part: Part, minutes: int) -> str:
    """What a part is worth, how long it takes, and in which file it is written, in Markdown."""
    return f"{points_words(part.points)} · about {minutes} minutes · `{part.file}`"


def hours(minutes: Mapping[int, int]) -> str:
    """How long all parts take, as the end of a list; "" where no part says it."""
    total = round(sum(minutes.values()) / 60)
    return f", about {total} hours of work" if total else ""


def points_markdown(
    parts: Iterable[Part], minutes: Mapping[int, int], places: Mapping[str, str] | None = None
) -> str:
    """The parts, their files, points and minutes as a Markdown table.

    Where `places` names the heading of a part by its number, the part's title is a link.
    """
    parts = tuple(parts)
    titles = {part.number: f"{part.number} {part.title}" for part in parts}
    for number, place in (places or {}).items():
        titles[int(number)] = f"[{titles[int(number)]}](#{place})"
    rows = [
        f"| {titles[p.number]} | `{p.file.rpartition('/')[2]}` | {p.points} "
        f"| {minutes.get(p.number, '')} |"
        for p in parts
    ]
    total = f"| Total | | {sum(p.points for p in parts)} | {sum(minutes.values())} |"
    head = ["| part | file | points | minutes |", "| :--- | :--- | ---: | ---: |"]
    return "\n".join([*head, *rows, total])
