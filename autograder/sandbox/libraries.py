"""The libraries that have stand-ins, and what their modules hold."""

from __future__ import annotations

import builtins
import importlib
import keyword
import sys
import types
from collections.abc import Callable, Iterable

import numpy as np

from .stand_ins import Progress, StandIn, figure_and_axes, is_special

PROGRESS = frozenset({"alive_progress", "enlighten", "fastprogress", "progressbar", "rich", "tqdm"})
SHOWN = frozenset(
    {
        "IPython", "altair", "bokeh", "colorama", "cycler", "google.colab", "graphviz", "ipykernel",
        "ipympl", "ipywidgets", "loguru", "matplotlib", "matplotlib_inline", "mpl_interactions",
        "mpl_toolkits", "plotly", "plotnine", "prettytable", "pydot", "pylab", "scienceplots",
        "seaborn", "tabulate", "tensorboardX", "termcolor", "traitlets", "wandb",
    }
)  # fmt: skip
IN_NOTEBOOKS = ("clear_output", "display", "get_ipython")
NUMPY_IN_PYLAB = ("numpy", "numpy.fft", "numpy.random", "numpy.linalg")
KEPT_BUILTINS = vars(builtins).keys() - {"all", "any", "sum"}  # these pylab has from NumPy


def is_stood_in_for(name: str) -> bool:
    """Whether a module is of a library, or holds one, that has a stand-in."""
    return any(_within(name, one) or _within(one, name) for one in PROGRESS | SHOWN)


def _within(name, library):
    return f"{name}.".startswith(f"{library}.")


def fill(module: types.ModuleType, used: Callable[[], Iterable[str]]):
    """Make a new module one in which every name is there.

    `used` are all names in a submission: what `from pylab import *` brings.
    """
    module.__path__ = []
    top = module.__name__.partition(".")[0]
    kind = Progress if top in PROGRESS else StandIn
    known = {"subplots": figure_and_axes, **(_pylab() if top == "pylab" else {})}

    def attribute(name):
        if name == "__all__":
            bound = sys._getframe(1).f_globals.keys() | vars(builtins).keys() - known.keys()
            return [one for one in used() if one not in bound and not keyword.iskeyword(one)]
        if name == "__version__":
            return "99.0.0"  # what asks for a newer one than it knows goes on
        if is_special(name):
            raise AttributeError(name)
        return known[name] if name in known else kind.__part__(name)

    module.__getattr__ = attribute  # type: ignore[method-assign]


def _pylab():
    """The names that pylab has from NumPy."""
    modules = (vars(importlib.import_module(name)) for name in NUMPY_IN_PYLAB)
    return {"np": np} | {
        name: value
        for module in modules
        for name, value in module.items()
        if not name.startswith("_") and name not in KEPT_BUILTINS
    }


def in_notebooks() -> dict[str, StandIn]:
    """What a notebook's code finds without importing it."""
    return {name: StandIn() for name in IN_NOTEBOOKS}
