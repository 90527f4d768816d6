"""Wrong versions of a package's functions, made of mistakes. Those in one function compose."""

from __future__ import annotations

import ast
import functools
import inspect
import textwrap
from collections.abc import Callable, Sequence
from typing import Any

from ...sandbox.functions import Functions
from .catalogue import Mistake


class EditFails(ValueError):
    """An edit does not fit the reference; the text names the mistake and says why."""


def wrong_version(mistakes: Sequence[Mistake], functions: Functions) -> Callable[..., Any]:
    """The function of a package with these mistakes, all of one target, at once.

    EditFails where they do not fit the reference, or one another.
    """
    target = mistakes[0].target
    try:
        return compiled(wrong_source(mistakes, functions), target, functions)
    except SyntaxError as error:
        names = " and ".join(repr(one.name) for one in mistakes)
        raise EditFails(f"{target}: {names} make no Python: {error}") from None


def wrong_source(mistakes: Sequence[Mistake], functions: Functions) -> str:
    """The text of that function."""
    target = mistakes[0].target
    source = source_of(functions, target)
    for one in mistakes:
        source = _with_body(source, one) if one.body else _with_lines(source, one)
    for one in mistakes:
        if one.arguments or one.answer:
            source = _wrapped(source, one)
    return source


def _with_lines(source, mistake):
    for old, new in mistake.lines.items():
        if (count := source.count(old)) != 1:
            times = f"{count} times in the reference: quote more of the line"
            raise EditFails(
                f"{mistake.target}: {mistake.name!r} edits {old!r}, "
                f"which is {times if count else 'not in the reference'}"
            )
        source = source.replace(old, new)
    return source


def _with_body(source, mistake):
    return _signature(source, _parsed(source)) + textwrap.indent(mistake.body, "    ") + "\n"


def _wrapped(source, mistake):
    """The function inside another of its name and signature, which calls it.

    Where it calls itself, by its name, it calls the other.
    """
    function = _parsed(source)
    inner = "\n".join(source.splitlines()[len(function.decorator_list) :])
    inner = inner.replace(f"def {function.name}(", "def unchanged(", 1)
    given = function.args
    names = ", ".join(one.arg for one in given.posonlyargs + given.args)
    return (
        f"{_signature(source, function)}"
        f"{textwrap.indent(inner, '    ')}\n"
        f"    answer = unchanged({mistake.arguments or names})\n"
        f"    return {mistake.answer or 'answer'}\n"
    )


def _parsed(source) -> ast.FunctionDef:
    (function,) = ast.parse(source).body
    assert isinstance(function, ast.FunctionDef)
    return function


def _signature(source, function):
    """Decorators and signature, to the line before the body."""
    lines = source.splitlines(keepends=True)
    return "".join(lines[: function.body[0].lineno - 1])


def source_of(functions: Functions, target: str) -> str:
    """The text of a function, "module.name" or "module.Class.method", from its first column."""
    module, _, name = target.partition(".")
    found = _sources(functions.module(module))
    if name not in found:
        raise EditFails(f"{target}: there is no {name} in {module}.py")
    return found[name]


@functools.lru_cache
def _sources(module) -> dict[str, str]:
    text = inspect.getsource(module)
    found: dict[str, str] = {}
    for node in ast.parse(text).body:
        prefix, inside = (
            (f"{node.name}.", node.body) if isinstance(node, ast.ClassDef) else ("", [node])
        )
        for one in inside:
            if isinstance(one, ast.FunctionDef):
                first = min([one.lineno, *(line.lineno for line in one.decorator_list)])
                lines = text.splitlines()[first - 1 : one.end_lineno]
                found[prefix + one.name] = textwrap.dedent("\n".join(lines)) + "\n"
    return found


def compiled(source: str, target: str, functions: Functions) -> Callable[..., Any]:
    """A function from its text, which sees what its module sees, also what is replaced there."""
    own: dict[str, Any] = {}
    module = functions.module(target.partition(".")[0])
    exec(_code(source, f"<{target}, changed>"), vars(module), own)
    return own[target.rpartition(".")[2]]


@functools.lru_cache(maxsize=4096)
def _code(source, name):
    return compile(source, name, "exec")
