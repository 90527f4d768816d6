"""What a mistake is, and how to enter one.

Most are a small edit of the reference: of its lines, of its arguments, of its answer.

    edit(TARGET, "uphill", "which way does the gradient point?", {"-rate": "rate"})

    @arguments(TARGET, "W for its transpose", hint="write the shapes beside the formula.")
    def _(W, b, x):
        return W.T, b, x

    @answer(TARGET, "only the diagonal", hint="p_j depends on every z_k.")
    def _(J, z):
        return np.diag(np.diag(J))

What is an idea of its own is written as a whole function, with @mistake.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True)
class Mistake:
    """A wrong version of a function, or of one method of a class.

    `target` is "module.name" or "module.Class.method". `name` says in a few words what is
    wrong; `hint` is the sentence for the student, which gives no code away. `lines` are texts
    of the reference and what stands in their place; `arguments` and `answer` change those;
    `whole` is a function of its own.
    """

    target: str
    name: str
    hint: str
    lines: Mapping[str, str] = field(default_factory=dict)
    arguments: Callable[..., Any] | None = None
    answer: Callable[..., Any] | None = None
    whole: Callable[..., Any] | None = None

    @property
    def function(self) -> str:
        """The function or class that is graded: the first two parts of the target."""
        return ".".join(self.target.split(".")[:2])


_entries: dict[tuple[str, str], Mistake] = {}


def _enter(mistake: Mistake):
    key = (mistake.function, mistake.name)
    if key in _entries:
        raise ValueError(f"two mistakes in {mistake.function} are named {mistake.name!r}")
    _entries[key] = mistake


def edit(target: str, name: str, hint: str, lines: Mapping[str, str]):
    """Enter an edit of the reference's text: each key stands in the function once."""
    _enter(Mistake(target, name, hint, MappingProxyType(dict(lines))))


def arguments(target: str, name: str, hint: str):
    """Enter the decorated function: it makes of the arguments those that are really used."""
    return _entering(lambda function: Mistake(target, name, hint, arguments=function))


def answer(target: str, name: str, hint: str):
    """Enter the decorated function: it makes of (answer, *arguments) what is returned."""
    return _entering(lambda function: Mistake(target, name, hint, answer=function))


def mistake(target: str, name: str, hint: str):
    """Enter the decorated function as a wrong version of `target`."""
    return _entering(lambda function: Mistake(target, name, hint, whole=function))


def _entering(made):
    def enter(function):
        _enter(made(function))
        return function

    return enter


def registered() -> tuple[Mistake, ...]:
    """The mistakes that have been entered so far."""
    return tuple(_entries.values())
