"""What a mistake is, and how to enter one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Mistake:
    """A wrong version of a function, or of one method of a class.

    `target` is "module.name" or "module.Class.method". `name` says in a few words
    what is wrong; `hint` is the sentence for the student, which gives no code away.
    """

    target: str
    name: str
    hint: str
    wrong: Callable[..., Any]

    @property
    def function(self) -> str:
        """The function or class that is graded: the first two parts of the target."""
        return ".".join(self.target.split(".")[:2])


_entries: dict[tuple[str, str], Mistake] = {}


def mistake(target: str, name: str, hint: str):
    """Enter the decorated function into the catalogue as a wrong version of `target`."""

    def enter(wrong):
        mistake = Mistake(target, name, hint, wrong)
        key = (mistake.function, name)
        if key in _entries:
            raise ValueError(f"two mistakes in {mistake.function} are named {name!r}")
        _entries[key] = mistake
        return wrong

    return enter


def registered() -> tuple[Mistake, ...]:
    """The mistakes that have been entered so far."""
    return tuple(_entries.values())
