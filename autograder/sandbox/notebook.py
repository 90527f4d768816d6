"""Which statements of a notebook define what the worker is asked for.

A notebook holds more than functions: plots, trainings that take minutes, cells
that fail. Only what the wanted functions need is run: their definitions, the
names that these read, and what changes those.
"""

from __future__ import annotations

import ast
import inspect
import re
import symtable
import types
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

# A line that is no Python, but an order to the notebook: %matplotlib inline, !pip, np.dot?
ORDER = re.compile(r"^(\s*)(?:[%!?]|.*\?\s*$|\w+\s*=\s*[%!]).*$")
# The cells that are code although they begin with %%.
CODE_MAGICS = ("time", "timeit", "capture", "prun", "writefile")


@dataclass(frozen=True)
class Statement:
    """One top-level statement of a cell; `error` in place of the tree where it is no Python."""

    file: str
    binds: frozenset[str]
    touches: frozenset[str]
    reads: frozenset[str]
    tree: ast.Module | None = None
    error: SyntaxError | None = None


def statements_for(wanted: Iterable[str], cells: Sequence[str], file: str) -> list[Statement]:
    """The statements that define the `wanted` names, and those that they need, in order."""
    statements = [
        statement
        for number, cell in enumerate(cells, 1)
        for statement in _statements(cell, cell_name(file, number))
    ]
    needed, chosen = set(wanted) | {"*"}, set()
    while more := {
        index
        for index, statement in enumerate(statements)
        if index not in chosen and not needed.isdisjoint(statement.touches)
    }:
        chosen |= more
        needed = needed.union(*(statements[index].reads for index in more))
    return [statements[index] for index in sorted(chosen)]


def cell_name(file: str, number: int) -> str:
    """What stands in the place of a file's name for the code of a cell, counted from 1."""
    return f"{file}, code cell {number}"


def _statements(cell, file) -> Iterator[Statement]:
    try:
        body = _parsed(cell).body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        yield _broken(cell, file, error)
        return
    for node in body:
        tree = ast.Module([node], type_ignores=[])
        try:
            binds, reads = _names(ast.unparse(tree))
        except (SyntaxError, RecursionError, MemoryError):
            continue
        yield Statement(file, binds, binds | _altered(node), reads, tree=tree)


def _parsed(cell):
    """A cell as a tree; orders to the notebook are dropped if it is no Python with them."""
    try:
        return ast.parse(cell)
    except SyntaxError:
        return ast.parse(without_orders(cell))


def without_orders(cell: str) -> str:
    """The cell without magics, shell lines and questions; its lines keep their numbers."""
    first, _, rest = cell.lstrip().partition("\n")
    if first.startswith("%%"):
        return f"\n{rest}" if first[2:].split(" ")[0] in CODE_MAGICS else ""
    return re.sub(ORDER.pattern, r"\1pass", cell, flags=re.MULTILINE)


def _broken(cell, file, error):
    """A cell that is no Python stands for the functions that it would have defined."""
    if not isinstance(error, SyntaxError):
        error = SyntaxError(f"this cell cannot be read ({error})")
    error.filename = file
    names = frozenset(re.findall(r"^(?:def|class)\s+(\w+)", cell, re.MULTILINE))
    return Statement(file, names, names, frozenset(), error=error)


def _names(source):
    """The names that a statement binds at the top, and those that it reads from there."""
    top = symtable.symtable(source, "cell", "exec")
    binds = {s.get_name() for s in top.get_symbols() if s.is_assigned() or s.is_imported()}
    reads = {
        symbol.get_name()
        for table in _tables(top)
        for symbol in table.get_symbols()
        if symbol.is_referenced() and (table is top or symbol.is_global())
    }
    # A star import binds no name that could be read off.
    return frozenset(binds or ({"*"} if " import *" in source else ())), frozenset(reads)


def _tables(table):
    yield table
    for child in table.get_children():
        yield from _tables(child)


def _altered(node):
    """The names of objects that a statement alters: x[0] = 1, x.a = 1, x.append(1)."""
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        return frozenset()  # what they alter, they alter when they are called
    return frozenset(
        name for part in ast.walk(node) if (name := _base_of_target(part) or _base_of_call(part))
    )


def _base_of_target(part):
    if isinstance(part, (ast.Subscript, ast.Attribute)) and not isinstance(part.ctx, ast.Load):
        return _base(part)
    return None


def _base_of_call(part):
    if isinstance(part, ast.Expr) and isinstance(part.value, ast.Call):
        function = part.value.func
        return _base(function) if isinstance(function, ast.Attribute) else None
    return None


def _base(part):
    while isinstance(part, (ast.Subscript, ast.Attribute)):
        part = part.value
    return part.id if isinstance(part, ast.Name) else None


def fitting(newer: Any, older: Any) -> Any:
    """Of two functions of one name the newer, or the older for a call that fits only that.

    Two parts of the homework name a function `jvp`, with other arguments; in a
    notebook they share one name.
    """
    if not _both_functions(newer, older) or _parameters(newer) == _parameters(older):
        return newer

    def either(*arguments, **named):
        chosen = newer if _takes(newer, arguments, named) else older
        return chosen(*arguments, **named)

    return either


def _both_functions(newer, older):
    return isinstance(newer, types.FunctionType) and isinstance(older, types.FunctionType)


def _parameters(function):
    return list(inspect.signature(function).parameters)


def _takes(function, arguments, named):
    try:
        inspect.signature(function).bind(*arguments, **named)
    except TypeError:
        return False
    return True


def failing(error: BaseException) -> Callable:
    """What stands for a function whose definition failed: it fails in the same way."""

    def fails(*arguments, **named):
        raise error

    return fails
