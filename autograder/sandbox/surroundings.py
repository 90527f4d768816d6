"""What a submission finds around itself: the standard library and NumPy, on every machine alike.

What else is installed, the arguments of the grader and the folders that it lies in are not there.
"""

from __future__ import annotations

import contextlib
import importlib.machinery
import os
import sys
import sysconfig
from typing import Any

import numpy as np

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
STANDARD = {sysconfig.get_path(name) for name in ("stdlib", "platstdlib")}
PACKAGES = os.path.dirname(os.path.dirname(np.__file__))
FOLDERS = [f"{one}{os.sep}" for one in sorted({*STANDARD, PACKAGES, ROOT}, key=len, reverse=True)]
OURS = frozenset({"__main__", "autograder", "numpy"})

_hidden: list[Any] = []
"""Modules that are out of sight. They live on: ending them would take time."""


def leave_python_and_numpy():
    """Hide from imports all but the standard library and NumPy, and from `sys` what is ours."""
    sys.argv[:] = [""]
    sys.orig_argv[:] = [""]
    sys.path[:] = filter(_is_of_python, sys.path)
    sys.meta_path[:] = [
        importlib.machinery.BuiltinImporter,
        importlib.machinery.FrozenImporter,
        importlib.machinery.PathFinder,
    ]
    for name, module in list(sys.modules.items()):
        # Cython's own modules have no spec, and NumPy needs them.
        if not is_there(name) and getattr(module, "__spec__", None):
            _hidden.append(sys.modules.pop(name))


def is_there(module: str) -> bool:
    """Whether a module is Python's, NumPy's or the worker's own."""
    top = module.partition(".")[0]
    return top in OURS or top in sys.stdlib_module_names


def _is_of_python(path):
    zipped = path.endswith(".zip") and os.path.dirname(path) in map(os.path.dirname, STANDARD)
    return zipped or path in STANDARD or os.path.basename(path) in ("lib-dynload", "DLLs")


def leave_folder():
    """Be in no folder of the grader's."""
    with contextlib.suppress(OSError):
        os.chdir(os.path.abspath(os.sep))


def without_folders(text: str) -> str:
    """A text in which Python's, NumPy's and the grader's files are named without their folders."""
    for folder in FOLDERS:
        text = text.replace(folder, "")
    return text
