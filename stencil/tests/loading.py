"""With this module the tests find a student's functions, and explain errors in their files."""

import difflib
import importlib
import re
import traceback
from pathlib import Path

from points import EXAMPLES, QUESTIONS
from watching import time_limit

PACKAGE = "backprop"
GIVEN_FILES = ("functions.py", "data.py", "expressions.py", "operators.py")
SHAPES = re.compile("broadcast|core dimension|not aligned")
STUB = re.compile(r"^(\d+\.\d+) ([\w.]+) is yours to write$")


class CheckFailed(AssertionError):
    """A check failed; the text is the whole message to the student."""


class Todo(Exception):
    """The code reached a stub that is still to be written."""

    def __init__(self, question, name):
        super().__init__(f"{question} {name} is yours to write")
        self.question, self.name = question, name


def stub_of(error):
    """The Todo that an error stands for, or None where it is no stub's error."""
    if isinstance(error, Todo):
        return error
    match = STUB.match(str(error)) if isinstance(error, NotImplementedError) else None
    return Todo(*match.groups()) if match else None


def load(path):
    """A name from the student's package: load("forward_mode.Dual")."""
    module_name, name = path.split(".")
    try:
        with time_limit(f"{PACKAGE}/{module_name}.py"):
            module = importlib.import_module(f"{PACKAGE}.{module_name}")
    except (Exception, SystemExit) as error:
        raise CheckFailed(_import_problem(module_name, error)) from None
    if not hasattr(module, name):
        raise CheckFailed(_missing_name(module, module_name, name))
    return getattr(module, name)


def given(name):
    """A function of functions.py, which was given to you complete."""
    return load(f"functions.{name}")


def _import_problem(module_name, error):
    file = f"{PACKAGE}/{module_name}.py"
    missing = error.name if isinstance(error, ModuleNotFoundError) else None
    if missing in (PACKAGE, f"{PACKAGE}.{module_name}"):
        return f"  There is no file {file}. It must keep its name and its place."
    if isinstance(error, SyntaxError):
        return "\n".join(_unreadable(error))
    lines = explain_exception(error)
    return "\n".join([f"  Python cannot import {file}.", *lines])


def _unreadable(error):
    file = f"{PACKAGE}/{Path(error.filename or '').name}"
    line = (error.text or "").strip()
    return [
        f"  Python cannot read {file}, line {error.lineno}: {type(error).__name__}: {error.msg}",
        f"      {_ascii(line)}",
    ]


def _missing_name(module, module_name, name):
    file = f"{PACKAGE}/{module_name}.py"
    message = f"  {file} has no `{name}`. Keep the names that you were given."
    known = {*EXAMPLES, *(name for names, _ in QUESTIONS.values() for name in names)}
    own = {
        n: v
        for n, v in vars(module).items()
        if getattr(v, "__module__", "") == module.__name__ and n not in known
    }
    for similar in difflib.get_close_matches(name, own, 1):
        line = getattr(getattr(own[similar], "__code__", None), "co_firstlineno", "?")
        message += f"\n  Is it `{similar}`, in line {line}?"
    return message


def explain_exception(error):
    """The lines that tell a student which error was raised, and where in their own files.

    Only one line comes back where the error did not pass through the student's files.
    """
    if isinstance(error, SyntaxError):
        return _unreadable(error)
    text = _ascii(error).replace("\n", " ")
    lines = [f"  raised    {type(error).__name__}: {text[:200]}"]
    frames = [f for f in traceback.extract_tb(error.__traceback__) if _in_package(f)]
    own = [f for f in frames if Path(f.filename).name not in GIVEN_FILES] or frames
    if own:
        frame = own[-1]
        file = Path(frame.filename).name
        lines.append(f"  at        {PACKAGE}/{file}, line {frame.lineno}, in {frame.name}")
        lines.append(f"                {_ascii(frame.line or '')}")
    if SHAPES.search(text):
        lines.append("  hint      Print the arrays' shapes just before this line: do they fit?")
    return lines


def _in_package(frame):
    return Path(frame.filename).parent.name == PACKAGE


def _ascii(text):
    """Text that any console can print."""
    return str(text).encode("ascii", "backslashreplace").decode("ascii")
