"""The one file that imports a submission. It runs in a process that knows no answers.

A worker reads the submission's sources, then one request after another, and
sends back what it saw. All its words are untrusted: the grader checks them.
"""

from __future__ import annotations

import contextlib
import importlib.abc
import importlib.machinery
import io
import json
import linecache
import os
import sys
import traceback
import types

from ..probes import PROBES, Functions, Missing
from ..wire import Refused, decode, encode
from .borrowing import borrow
from .cells import cell_name, future_flags
from .line import Line
from .notebook import failing, fitting, statements_for
from .stand_ins import STAND_INS, fill

PACKAGE = "backprop"
MAX_PRINTED = 10_000
MAX_TEXT = 2_000


def serve(read_descriptor: int, write_descriptor: int):
    """Answer requests until the grader closes the line."""
    line = Line(read_descriptor, write_descriptor)
    received = line.read_frame()
    if received is None:
        return
    submission = decode(received)
    Sources(submission["files"]).install()
    functions = Functions(PACKAGE)
    if submission["borrowed"]:
        borrow(functions, submission["borrowed"], line)
    while (received := line.read_frame()) is not None:
        line.write_frame(_answer(functions, decode(received)))


def _answer(functions, request):
    printed = _BoundedText()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        response = observe(functions, request)
    response["nonce"] = request["nonce"]
    response["printed"] = printed.text()
    return encode(response)


def observe(functions: Functions, request: dict) -> dict:
    """Run the probe that is asked for; what it returned or raised, as plain data."""
    inputs = request["inputs"]
    before = {name: encode(value) for name, value in inputs.items()}
    try:
        value = PROBES[request["probe"]](functions, request["function"], inputs)
        encode(value)
    except Missing as missing:
        return {"kind": "missing", "reason": str(missing)}
    except Refused as refused:
        return {"kind": "refused", "reason": str(refused)}
    except BaseException as error:
        return {"kind": "raised", "raised": _describe(error)}
    changed = [name for name, data in before.items() if _encoded(inputs[name]) != data]
    return {"kind": "returned", "value": value, "changed": changed}


def _encoded(value):
    try:
        return encode(value)
    except Refused:
        return None


def _describe(error):
    """An exception as plain data: its type, its text, and where in the submission it arose."""
    description = {"type": type(error).__name__, "message": _text(error)}
    if isinstance(error, SyntaxError) and error.filename in linecache.cache:
        place = (error.filename, error.lineno or 0, error.text or "")
        description["message"] = str(error.msg)
    else:
        place = _last_line_of_submission(error)
    file, line, code = place
    return {**description, "file": file, "line": line, "code": code.strip()[:200]}


def _text(error):
    try:
        return str(error)[:MAX_TEXT]
    except BaseException:
        return "(its text cannot be shown)"


def _last_line_of_submission(error):
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename in Sources.installed:
            return frame.filename, frame.lineno or 0, frame.line or ""
    return "", 0, ""


class _BoundedText(io.TextIOBase):
    """Keeps the beginning of what is printed, and counts the rest."""

    def __init__(self):
        self.kept = io.StringIO()
        self.left_out = 0

    def writable(self):
        return True

    def write(self, text):
        room = MAX_PRINTED - self.kept.tell()
        self.kept.write(text[: max(room, 0)])
        self.left_out += max(len(text) - max(room, 0), 0)
        return len(text)

    def text(self):
        cut = f"\n[{self.left_out} more characters]" if self.left_out else ""
        return self.kept.getvalue() + cut


class Sources(importlib.abc.MetaPathFinder, importlib.abc.InspectLoader):
    """Imports a submission from memory: it needs no access to the disk.

    `files` maps paths such as "backprop/jacobians.py" to bytes. A module that
    stands beside the package is served too, unless Python or NumPy has one of
    that name. A file of the package is also found without its package's name,
    as it is on a laptop when the script is run inside the folder. Modules of
    the package may also stand in notebooks. What plots has a stand-in.
    """

    installed: frozenset[str] = frozenset()

    def __init__(self, files):
        self.files = files
        self.notebooks = {
            path: json.loads(data) for path, data in files.items() if path.endswith(".ipynb")
        }

    def install(self):
        sys.meta_path.insert(0, self)
        for path, source in self.files.items():
            if path.endswith(".py"):
                self._remember(path, source.decode("utf-8", "replace"))
        for path, contents in self.notebooks.items():
            for number, cell in enumerate(contents["cells"], 1):
                self._remember(cell_name(path, number), cell)

    @staticmethod
    def _remember(name, source):
        """Keep a source's lines, so that tracebacks can quote them."""
        Sources.installed |= {name}
        linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)

    def find_spec(self, fullname, path=None, target=None):
        top = fullname.partition(".")[0]
        if top in sys.stdlib_module_names or top == "numpy":
            return None
        found = self._find(fullname)
        if found is None:
            if top in STAND_INS:
                return importlib.machinery.ModuleSpec(fullname, self, is_package=True)
            return None
        origin, is_package = found
        spec = importlib.machinery.ModuleSpec(fullname, self, origin=origin, is_package=is_package)
        spec.has_location = True
        return spec

    def _find(self, fullname):
        base = fullname.replace(".", "/")
        if f"{base}/__init__.py" in self.files:
            return f"{base}/__init__.py", True
        for path in (f"{base}.py", f"{PACKAGE}/{base}.py"):
            if path in self.files:
                return path, False
        for path, contents in self.notebooks.items():
            if base.removeprefix(f"{PACKAGE}/") in contents["modules"]:
                return path, False
        return None

    def exec_module(self, module):
        origin = module.__spec__.origin
        if origin is None:
            fill(module)
            return
        if origin not in self.notebooks:
            super().exec_module(module)
            return
        for name, value in self._run_notebook(origin).items():
            if not name.startswith("__"):
                setattr(module, name, value)

    def _run_notebook(self, path):
        """What a notebook defines. It runs once; who asks meanwhile gets what is there."""
        name = f"{PACKAGE}._{path}"
        if name not in sys.modules:
            sys.modules[name] = types.ModuleType(name)
            namespace = vars(sys.modules[name])
            namespace["__package__"] = PACKAGE
            contents = self.notebooks[path]
            flags = future_flags(contents["cells"])
            for statement in statements_for(contents["wanted"], contents["cells"], path):
                _run(statement, namespace, contents["wanted"], flags)
        return vars(sys.modules[name])

    def get_code(self, fullname):
        origin, _ = self._find(fullname)
        return compile(self.files[origin], origin, "exec", dont_inherit=True)

    def get_source(self, fullname):
        return self.files[self._find(fullname)[0]].decode("utf-8", "replace")

    def get_data(self, path):
        try:
            return self.files[path.replace(os.sep, "/")]
        except KeyError:
            raise FileNotFoundError(path) from None


def _run(statement, namespace, wanted, flags):
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
        for name in statement.binds.intersection(wanted) - namespace.keys():
            namespace[name] = failing(error)
