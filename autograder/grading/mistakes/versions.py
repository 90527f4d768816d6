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

    EditFails where a text that is edited does not stand in it once, or where two whole
    functions, or one of them and a text, are to be combined.
    """
    target = mistakes[0].target
    function = _written(mistakes, target, functions)
    for one in mistakes:
        if one.arguments or one.answer:
            function = _wrapped(function, one)
    return function


def _written(mistakes, target, functions):
    whole = [one for one in mistakes if one.whole]
    edited = [one for one in mistakes if one.lines]
    if len(whole) + bool(edited) > 1:
        raise EditFails(f"{target}: {', '.join(one.name for one in mistakes)} cannot be combined")
    if whole:
        return whole[0].whole
    if not edited:
        return _method(functions, target)
    return compiled(edited_source(edited, functions), target, functions)


def edited_source(mistakes: Sequence[Mistake], functions: Functions) -> str:
    """The text of the function of a target with these edits of its lines."""
    target = mistakes[0].target
    source = source_of(functions, target)
    for one in mistakes:
        for old, new in one.lines.items():
            if source.count(old) != 1:
                raise EditFails(
                    f"{target}: {one.name!r} edits {old!r}, "
                    f"which the reference has {source.count(old)} times"
                )
            source = source.replace(old, new)
    return source


def _wrapped(function, mistake):
    @functools.wraps(function)
    def wrong(*arguments, **named):
        if mistake.arguments:
            arguments = mistake.arguments(*arguments, **named)
            named = {}
        result = function(*arguments, **named)
        return mistake.answer(result, *arguments, **named) if mistake.answer else result

    return wrong


def _method(functions, target):
    module, *path = target.split(".")
    found = functions.module(module)
    for name in path:
        found = getattr(found, name)
    return found


def source_of(functions: Functions, target: str) -> str:
    """The text of a function, "module.name" or "module.Class.method", from its first column."""
    module, *path = target.split(".")
    return _sources(inspect.getsource(functions.module(module)))[".".join(path)]


@functools.lru_cache
def _sources(text) -> dict[str, str]:
    found = {}
    for node in ast.parse(text).body:
        is_class = isinstance(node, ast.ClassDef)
        prefix = f"{node.name}." if is_class else ""
        for one in node.body if is_class else [node]:
            if isinstance(one, ast.FunctionDef):
                first = min([one.lineno, *(line.lineno for line in one.decorator_list)])
                lines = text.splitlines()[first - 1 : one.end_lineno]
                found[prefix + one.name] = textwrap.dedent("\n".join(lines)) + "\n"
    return found


def compiled(source: str, target: str, functions: Functions) -> Callable[..., Any]:
    """A function from its text, which sees what its module sees."""
    own = dict(vars(functions.module(target.partition(".")[0])))
    exec(compile(source, f"<{target}, changed>", "exec"), own)
    return own[target.rpartition(".")[2]]
