"""A notebook's cells as statements: what each binds, reads, alters and calls."""

from __future__ import annotations
import __future__

import ast
import functools
import operator
import re
import symtable
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .blocks import DEFINITIONS, IMPORTS, is_stub, made_by, one_by_one, signature_of

# A line that is no Python, but an order to the notebook: %matplotlib inline, !pip, np.dot?
# One for the shell may go on in the next line.
ORDER = re.compile(
    r"^([ \t]*)(?:(?:\w+[ \t]*=[ \t]*)?[%!](?:.*\\\n)*.*|\?{1,2}[\w.]+|[\w.]+\?{1,2})[ \t]*$",
    re.MULTILINE,
)


class Statement(NamedTuple):
    """One top-level statement of a cell; `error` in place of the tree where it is no Python.

    It `binds` names and `reads` others; it `touches` those whose values it may
    change. Of what it binds, `makes` are the names of what may be functions or
    classes, and not results or imports. `calls` are functions that it calls as a
    statement or as decorators, and `alters_when_called` is what a function that it
    defines alters. `signature` is the name and parameters of a function that it defines;
    `is_stub` says that the function is still to be written.
    """

    file: str
    binds: frozenset[str]
    touches: frozenset[str]
    reads: frozenset[str] = frozenset()
    tree: ast.Module | None = None
    error: SyntaxError | None = None
    calls: frozenset[str] = frozenset()
    alters_when_called: frozenset[str] = frozenset()
    makes: frozenset[str] = frozenset()
    imports: bool = False
    signature: tuple[str, ...] = ()
    is_stub: bool = False


def statements_of(cell: str, file: str) -> Iterator[Statement]:
    """The statements of a cell, one by one; `file` is what it is called in messages."""
    try:
        body = _parsed(cell).body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        yield _broken(cell, file, error)
        return
    for node in one_by_one(body):
        tree = ast.Module([node], type_ignores=[])
        try:
            binds, reads = _names(ast.unparse(tree))
        except (SyntaxError, RecursionError, MemoryError):
            continue
        defines = isinstance(node, DEFINITIONS)
        altered = _altered(node)
        yield Statement(
            file,
            binds,
            binds | (_of_decorators(node) if defines else altered),
            reads,
            tree,
            calls=_called(node),
            alters_when_called=altered & reads if defines else frozenset(),
            makes=frozenset(made_by(node)) & binds,
            imports=isinstance(node, IMPORTS),
            signature=signature_of(node),
            is_stub=defines and is_stub(node),
        )


def _of_decorators(node):
    """What a definition's decorators are given: @add_to(Dual) alters Dual."""
    given = (one for part in node.decorator_list if isinstance(part, ast.Call) for one in part.args)
    return frozenset(one.id for one in given if isinstance(one, ast.Name))


def _called(node):
    """The functions that a statement calls for what they do: as a statement, or as decorators."""
    parts = node.decorator_list if isinstance(node, DEFINITIONS) else [getattr(node, "value", None)]
    called = (part.func if isinstance(part, ast.Call) else part for part in parts)
    return frozenset(one.id for one in called if isinstance(one, ast.Name))


def _parsed(cell):
    """A cell as a tree; orders to the notebook are dropped if it is no Python with them."""
    try:
        return ast.parse(cell)
    except SyntaxError:
        return ast.parse(without_orders(cell))


def without_orders(cell: str) -> str:
    """The cell without magics, shell lines and questions; its lines keep their numbers.

    What a magic such as %%time or %%file sgd.py is given is code; where it is none, it is no cell.
    """
    return ORDER.sub(lambda order: f"{order[1]}pass" + "\n" * order[0].count("\n"), cell)


def _broken(cell, file, error):
    """A cell that is no Python stands for the functions that it would have defined."""
    if not isinstance(error, SyntaxError):
        error = SyntaxError(f"this cell cannot be read ({error})")
    error.filename = file
    names = frozenset(re.findall(r"^(?:def|class)\s+(\w+)", cell, re.MULTILINE))
    return Statement(file, names, names, error=error, makes=names)


def _names(source):
    """The names that a statement binds at the top, and those that it reads from there."""
    top = symtable.symtable(source, "cell", "exec")
    binds = {s.get_name() for s in top.get_symbols() if s.is_assigned() or s.is_imported()}
    reads = {
        symbol.get_name()
        for table in _tables(top)
        for symbol in table.get_symbols()
        if (symbol.is_referenced() or symbol.is_declared_global())
        and (table is top or symbol.is_global())
    }
    # A star import binds no name that could be read off.
    return frozenset(binds or ({"*"} if " import *" in source else ())), frozenset(reads)


def _tables(table):
    yield table
    for child in table.get_children():
        yield from _tables(child)


def _altered(node):
    """The names of objects that code alters: x[0] = 1, x.a = 1, x.append(1), setattr(x, ...)."""
    return frozenset(
        name
        for part in ast.walk(node)
        for name in (_base_of_target(part), _base_of_call(part), *_made_global(part))
        if name
    )


def _made_global(part):
    return part.names if isinstance(part, ast.Global) else ()


def _base_of_target(part):
    if isinstance(part, (ast.Subscript, ast.Attribute)) and not isinstance(part.ctx, ast.Load):
        return _base(part)
    return None


def _base_of_call(part):
    if isinstance(part, ast.Expr) and isinstance(part.value, ast.Call):
        function, given = part.value.func, part.value.args
        if isinstance(function, ast.Name) and function.id == "setattr" and given:
            return _base(given[0])
        return _base(function) if isinstance(function, ast.Attribute) else None
    return None


def _base(part):
    while isinstance(part, (ast.Subscript, ast.Attribute)):
        part = part.value
    return part.id if isinstance(part, ast.Name) else None


def future_flags(cells: Iterable[str]) -> int:
    """What the cells import from __future__, for the compiler: it holds for all that follow."""
    named = re.findall(r"^from __future__ import (\w+)", "\n".join(cells), re.MULTILINE)
    known = (getattr(__future__, name) for name in {*named} & {*__future__.all_feature_names})
    return functools.reduce(operator.or_, (one.compiler_flag for one in known), 0)
