"""Whether a newer Python would take what this one refuses: told from the source alone.

New forms are written in the old way. Where the text can then be read, and could not before,
the form is all that was wrong with it.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterator

GENERICS = re.compile(r"^([ \t]*(?:async +)?(?:def|class) +\w+) *\[[^\]]*\]", re.MULTILINE)
TYPE_STATEMENT = re.compile(r"^([ \t]*)type +(\w+) *(?:\[[^\]]*\])? *=", re.MULTILINE)
EXCEPT_GROUP = re.compile(r"^([ \t]*)except *\*", re.MULTILINE)
EXCEPT_LIST = re.compile(r"^([ \t]*except +)([A-Z][\w.]*(?: *, *[A-Z][\w.]*)+) *:", re.MULTILINE)
STRING = re.compile(r"""#.*|(?:(?<!\w)([rbuft]{1,2}))?("{3}|'{3}|"|')""", re.IGNORECASE)
MAX_SOURCE = 200_000


class Unreadable(ValueError):
    """A formatted string holds something that no Python can read."""


def python_needed(error: BaseException, source: str, line: int) -> str:
    """The Python, "3.12", from which on a text does not raise this; empty where none is known."""
    if len(source) > MAX_SOURCE:
        return ""
    try:
        if isinstance(error, SyntaxError):
            return _for_syntax(source)
        if isinstance(error, NameError) and sys.version_info < (3, 14):
            return "3.14" if _is_only_annotated(source, error.name, line) else ""
    except (IndexError, MemoryError, RecursionError, SyntaxError, ValueError):
        pass
    return ""


def _for_syntax(source):
    for version, in_the_old_way in NEWER:
        if sys.version_info < version:
            older = in_the_old_way(source)
            if older != source and _can_be_read(older):
                return f"{version[0]}.{version[1]}"
            source = older
    return ""


def _can_be_read(source):
    try:
        ast.parse(source)
    except SyntaxError:
        return False
    return True


def _is_only_annotated(source, name, line):
    """Whether a line reads a name in an annotation, and the text binds it somewhere at the top."""
    tree = ast.parse(source)
    bound = {
        found
        for node in tree.body
        for found in (
            [node.name]
            if isinstance(node, (ast.ClassDef, ast.FunctionDef))
            else [one.id for one in getattr(node, "targets", ()) if isinstance(one, ast.Name)]
        )
    }
    read = {
        part.id
        for annotation in _annotations(tree)
        for part in ast.walk(annotation)
        if isinstance(part, ast.Name) and part.lineno == line
    }
    return name in bound & read


def _annotations(tree) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        for field in ("annotation", "returns"):
            if getattr(node, field, None) is not None:
                yield getattr(node, field)


def _without_groups(source):
    return EXCEPT_GROUP.sub(r"\1except ", source)


def _without_generics(source):
    source = TYPE_STATEMENT.sub(r"\1\2 =", GENERICS.sub(r"\1", source))
    return "".join(_with_plain_fields(source))


def _with_plain_lists(source):
    return EXCEPT_LIST.sub(r"\1(\2):", source)


NEWER: list[tuple[tuple[int, int], Callable[[str], str]]] = [
    ((3, 11), _without_groups),
    ((3, 12), _without_generics),
    ((3, 14), _with_plain_lists),
]
"""From which Python on there is a form, and how it was written before."""


def _with_plain_fields(source) -> Iterator[str]:
    """The text in pieces, each field of a formatted string as {0}."""
    at = 0
    while found := STRING.search(source, at):
        end, fields = _string(source, found)
        for start, stop in fields:
            yield source[at:start] + "{0}"
            at = stop
        yield source[at:end]
        at = end
    yield source[at:]


def _string(source, found):
    """Where a string or a comment ends that was found, and where the fields in it are."""
    prefix, quote = found.groups()
    at, fields = found.end(), []
    while quote and not source.startswith(quote, at):
        if at >= len(source):
            raise Unreadable("a string without an end")
        if "f" in (prefix or "").lower() and source[at] == "{" and source[at + 1] != "{":
            fields.append((at, _end_of_field(source, at + 1)))
            at = fields[-1][1]
        else:
            at += 2 if source[at] == "\\" or source.startswith("{{", at) else 1
    return at + len(quote or ""), fields


def _end_of_field(source, at):
    """Where a field ends whose expression begins here. Unreadable where it is no expression."""
    start, depth = at, 0
    while at < len(source):
        sign, found = source[at], STRING.match(source, at)
        if found:
            at = _string(source, found)[0]
            continue
        if depth == 0 and (sign in "}:" or (sign == "!" and source[at + 1 : at + 2] != "=")):
            _check(source[start:at])
            return _end_of_format(source, at)
        depth += (sign in "([{") - (sign in ")]}")
        at += 1
    raise Unreadable("a field without an end")


def _check(expression):
    older = "".join(_with_plain_fields(expression.strip().removesuffix("=")))
    if not _can_be_read(f"(\n{older}\n)"):
        raise Unreadable("a field that holds no expression")


def _end_of_format(source, at):
    """Where a field ends that goes on with a conversion or a format; there may be fields in it."""
    while source[at] != "}":
        at = _end_of_field(source, at + 1) if source[at] == "{" else at + 1
    return at + 1
