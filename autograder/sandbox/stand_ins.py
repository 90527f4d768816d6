"""Stand-ins for what students plot and watch with, which the grader does not have.

A file that imports matplotlib for a plot of its own is no worse an answer.
"""

from __future__ import annotations

import types

STAND_INS = frozenset({"matplotlib", "seaborn", "tqdm"})


class Nothing:
    """Takes whatever is done to it: nothing comes of it."""

    def __call__(self, *arguments, **named):
        return self

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __getitem__(self, index):
        return self

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return False

    def __iter__(self):
        return iter((self, self))  # fig, axes = plt.subplots()


def tqdm(iterable=(), *arguments, **named):
    """The iterable itself: nobody watches."""
    return iterable


def fill(module: types.ModuleType):
    """Make a new module one in which every name is there."""
    module.__path__ = []
    known = {"tqdm": tqdm, "trange": range}
    module.__getattr__ = lambda name: _attribute(known, name)  # type: ignore[method-assign]


def _attribute(known, name):
    if name.startswith("__"):
        raise AttributeError(name)
    return known.get(name) or Nothing()
