"""The figures, each drawn by a function of its name among the assignment's."""

from __future__ import annotations

import importlib
import pkgutil

from ...core.assignment import current
from ...grading.reference import Reference
from . import SourceError
from .drawing import DATA, DRAWN, Panel


def draw(name: str, reference: Reference) -> tuple[Panel, ...]:
    """The panels of the figure `name`. SourceError where no function draws it."""
    _load()
    if name not in DRAWN:
        raise SourceError(f"handout/text names a figure that no code draws: {name}")
    return DRAWN[name](reference.functions)


def live_data(name: str, reference: Reference) -> object:
    """What the script of the live figure `name` starts from, as plain data; None for nothing."""
    _load()
    return DATA[name](reference.functions) if name in DATA else None


def _load():
    package = importlib.import_module(current().figures)
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{module.name}")
