"""The catalogue: known mistakes, each a small edit of the reference with a hint.

It serves twice: to tell a student what is likely wrong, and to prove that the
grader takes points from wrong answers.
"""

from __future__ import annotations

import importlib

from ...core.assignment import current
from .catalogue import Mistake, registered
from .versions import EditFails, wrong_version

__all__ = ["EditFails", "Mistake", "all_mistakes", "mistakes_of", "wrong_version"]


def all_mistakes() -> tuple[Mistake, ...]:
    """Every mistake of the catalogue, in the order of the parts."""
    for module in current().mistakes:
        importlib.import_module(module)
    return registered()


def mistakes_of(function: str) -> list[Mistake]:
    """The mistakes in one function or class, "module.name"."""
    return [mistake for mistake in all_mistakes() if mistake.function == function]
