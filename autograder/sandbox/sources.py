"""The one file that imports a submission. It runs in a process that knows no answers."""

from __future__ import annotations

import contextlib
import functools
import importlib.machinery
import json
import linecache
import os
import re
import sys
import types
import warnings
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from .cells import future_flags
from .libraries import fill, in_notebooks, is_stood_in_for
from .notebook import failing, fitting, statements_for
from .surroundings import leave_python_and_numpy

IDENTIFIER = re.compile(r"[^\W\d]\w*")

Files = dict[str, bytes]
"""A submission's files by the path under which it imports them: "backprop/jacobians.py"."""


class Known(NamedTuple):
    """A file and its code, which need not be compiled again; of a notebook, what is run of it."""

    source: bytes
    code: Any


def compiled(files: Files, known: Mapping[str, Known] = MappingProxyType({})) -> dict[str, Known]:
    """The Python files and notebooks of these, but for those whose code is known.

    One that cannot be compiled is left out: whoever imports it hears why.
    """
    found = {}
    # A warning would be printed where nobody has asked this submission for anything.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for path, source in files.items():
            if path.endswith((".py", ".ipynb")) and _code_of(path, source, known) is None:
                with contextlib.suppress(Exception):
                    found[path] = Known(source, _compiled(source, path))
    return found


def _compiled(source, path):
    if path.endswith(".ipynb"):
        contents = json.loads(source)
        return statements_for(contents["wanted"], _named_cells(contents))
    return compile(source, path, "exec", dont_inherit=True)


def _named_cells(contents):
    return zip(contents["names"], contents["cells"], strict=True)


def _code_of(path, source, known):
    one = known.get(path)
    return one.code if one and one.source == source else None


class Sources:
    """Finds and loads a submission's modules in memory: it needs no access to the disk.

    It has all that Python asks of a finder and a loader; their base classes, in importlib.abc, take
    four milliseconds to load.

    `files` maps paths such as "backprop/jacobians.py" to bytes. A module that
    stands beside the package is served too, unless Python or NumPy has one of
    that name. A file of the package is also found without its package's name,
    as it is on a laptop when the script is run inside the folder. Modules of
    the package may also stand in notebooks. What plots has a stand-in, and of what
    else is installed nothing is found.
    """

    installed: Sources | None = None

    def __init__(self, package: str, files: Files, known: dict[str, Known]):
        self.package = package
        self.files = files
        self.known = known
        self.running: dict[str, types.ModuleType] = {}
        self.notebooks = {
            path: json.loads(data) for path, data in files.items() if path.endswith(".ipynb")
        }
        self.failed: dict[str, BaseException] = {}
        """Why names are not there that a notebook's statement would have bound."""

    def install(self):
        leave_python_and_numpy()
        sys.meta_path.insert(0, self)
        Sources.installed = self

    @functools.cached_property
    def texts(self):
        """The sources as text, by the names under which they run."""
        texts = {
            path: source.decode("utf-8", "replace")
            for path, source in self.files.items()
            if path.endswith(".py")
        }
        for contents in self.notebooks.values():
            texts.update(_named_cells(contents))
        return texts

    @functools.cached_property
    def quotable(self):
        """The names under which the sources run, their lines kept so that they can be quoted.

        That takes time, which is spent only where something is to be quoted.
        """
        for name, text in self.texts.items():
            linecache.cache[name] = (len(text), None, text.splitlines(keepends=True), name)
        return self.texts.keys()

    def find_spec(self, fullname, path=None, target=None):
        top = fullname.partition(".")[0]
        if top in sys.stdlib_module_names or top == "numpy":
            return None
        found = self._find(fullname)
        loader: Any = self
        if found is None:
            if is_stood_in_for(fullname):
                return importlib.machinery.ModuleSpec(fullname, loader, is_package=True)
            return None
        origin, is_package = found
        spec = importlib.machinery.ModuleSpec(
            fullname, loader, origin=origin, is_package=is_package
        )
        spec.has_location = True
        return spec

    def _find(self, fullname):
        base = fullname.replace(".", "/")
        if f"{base}/__init__.py" in self.files:
            return f"{base}/__init__.py", True
        for path in (f"{base}.py", f"{self.package}/{base}.py"):
            if path in self.files:
                return path, False
        for path, contents in self.notebooks.items():
            if base.removeprefix(f"{self.package}/") in contents["modules"]:
                return path, False
        return None

    def create_module(self, spec):
        return None  # a module as Python makes them

    def exec_module(self, module):
        origin = module.__spec__.origin
        if origin is None:
            fill(module, self._identifiers)
        elif origin in self.notebooks:
            _hand_over(self._notebook(origin), module)
        else:
            exec(self.get_code(module.__name__), vars(module))

    def _identifiers(self):
        return {name for text in self.texts.values() for name in IDENTIFIER.findall(text)}

    def _notebook(self, path):
        """The module of a notebook's names. It runs once; who asks meanwhile gets what is there."""
        if path not in self.running:
            module = self.running[path] = types.ModuleType(f"{self.package}._{path}")
            sys.modules[module.__name__] = module
            self._run_cells(path, vars(module))
            # The notebook may have imported modules of its own, or deleted all of them.
            sys.modules[module.__name__] = module
            for other in list(sys.modules.values()):
                if getattr(getattr(other, "__spec__", None), "origin", None) == path:
                    _hand_over(module, other)
        return self.running[path]

    def _run_cells(self, path, namespace):
        namespace |= {"__package__": self.package, **in_notebooks()}
        contents = self.notebooks[path]
        flags = future_flags(contents["cells"])
        for statement in self._code(path):
            self._run(statement, namespace, contents["wanted"], flags)

    def _run(self, statement, namespace, wanted, flags):
        """Run a statement of a notebook; one that fails does not take the others along."""
        before = {name: namespace[name] for name in statement.binds if name in namespace}
        try:
            if statement.error:
                raise statement.error
            code = compile(statement.tree, statement.file, "exec", flags, dont_inherit=True)
            exec(code, namespace)
            for name, older in before.items():
                if name in namespace:
                    namespace[name] = fitting(namespace[name], older)
        except BaseException as error:
            missing = statement.binds - namespace.keys()
            self.failed |= dict.fromkeys(missing, error)
            for name in missing.intersection(wanted):
                namespace[name] = failing(error)

    def cause_of(self, error: BaseException) -> BaseException:
        """The exception because of which a name of a notebook is not there, or the one given."""
        causes = [error]
        while isinstance(error, NameError) and error.name in self.failed:
            error = self.failed[error.name]
            if error in causes:
                break
            causes.append(error)
        return causes[-1]

    def get_code(self, fullname):
        return self._code(self._find(fullname)[0])

    def _code(self, path):
        source = self.files[path]
        return _code_of(path, source, self.known) or _compiled(source, path)

    def get_source(self, fullname):
        return self.files[self._find(fullname)[0]].decode("utf-8", "replace")

    def get_data(self, path):
        try:
            return self.files[path.replace(os.sep, "/")]
        except KeyError:
            raise FileNotFoundError(path) from None


def _hand_over(notebook, module):
    """Give a module the names of the notebook that it comes from."""
    vars(module).update(
        (name, value) for name, value in vars(notebook).items() if not name.startswith("__")
    )
