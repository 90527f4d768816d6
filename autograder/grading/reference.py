"""The reference solution, as the grader holds it. Nothing of this reaches a worker."""

from __future__ import annotations

import contextlib
import copy
import importlib.util
import pathlib
import sys
from typing import Any

import numpy as np

from ..core.homework import PACKAGE, PACKAGE_FOLDER
from ..core.records import Ask
from ..sandbox.functions import Functions, mapped
from .package import Package


class Reference:
    """Answers what a worker is asked, by the same scripts, from a package in a folder."""

    def __init__(self, folder: pathlib.Path = PACKAGE_FOLDER, package: str = PACKAGE):
        _import_package(folder, package)
        self.functions = Functions(package)

    def answer(self, ask: Ask):
        """The answer, on copies of the inputs; exceptions pass."""
        return ask.run(Package(self.functions), mapped(_copied, dict(ask.inputs)))


def _copied(value):
    if type(value) in (str, int, float):
        return value
    return value.copy() if type(value) is np.ndarray else copy.deepcopy(value)


@contextlib.contextmanager
def replaced(functions: Functions, target: str, replacement: Any):
    """Within this context a package has another function in the place of its own.

    `target` is "module.name" or "module.Class.method".
    """
    module, *path, name = target.split(".")
    owner = functions.module(module)
    for step in path:
        owner = getattr(owner, step)
    own = vars(owner).get(name)
    setattr(owner, name, replacement)
    try:
        yield
    finally:
        if own is None:
            delattr(owner, name)
        else:
            setattr(owner, name, own)


def _import_package(folder, package):
    if package in sys.modules:
        return
    spec = importlib.util.spec_from_file_location(
        package, folder / "__init__.py", submodule_search_locations=[str(folder)]
    )
    if spec is None or spec.loader is None or not (folder / "__init__.py").is_file():
        raise FileNotFoundError(
            f"there is no reference solution in {folder}: "
            "run the autograder from a clone of its repository"
        )
    module = importlib.util.module_from_spec(spec)
    sys.modules[package] = module
    spec.loader.exec_module(module)
