"""The top-level statements of a cell, one by one, and which functions each of them makes.

Blocks that only wrap others are opened: of `with my_code():` around an experiment,
or around a function, each statement counts by itself. A cell of marimo's is a
function whose body is the cell.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
DEFINITIONS = (*FUNCTIONS, ast.ClassDef)
IMPORTS = (ast.Import, ast.ImportFrom)
MAY_BE_FUNCTIONS = (ast.Lambda, ast.Name, ast.Attribute, ast.Call, ast.Subscript, ast.IfExp)
CHOICES = (ast.If, ast.Try)
REPEATED = (ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith)
# How marimo decorates a cell, and a function or class that is a cell by itself.
CELL = ("cell",)
WHOLE_CELLS = ("function", "class_definition")
YOURS = "is yours to write"


def one_by_one(body: Iterable[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements that count by themselves, in order.

    So does each name of an import: where one is not there, the others are.
    """
    for node in body:
        yield from _opened(node)


def _opened(node) -> Iterator[ast.stmt]:
    if isinstance(node, IMPORTS):
        yield from (ast.copy_location(_of_one_name(node, alias), node) for alias in node.names)
    elif isinstance(node, (ast.With, ast.AsyncWith)) and _only_wraps(node):
        yield from one_by_one(node.body)
    elif isinstance(node, FUNCTIONS) and any(_is(one, CELL) for one in node.decorator_list):
        yield from one_by_one(part for part in node.body if not isinstance(part, ast.Return))
    elif isinstance(node, DEFINITIONS):
        node.decorator_list = [one for one in node.decorator_list if not _is(one, WHOLE_CELLS)]
        yield node
    else:
        yield node


def _of_one_name(node, alias):
    if isinstance(node, ast.Import):
        return ast.Import([alias])
    return ast.ImportFrom(node.module, [alias], node.level)


def _only_wraps(node):
    """Whether a `with` gives no name to what it opens, so that its body does not need it."""
    return all(item.optional_vars is None for item in node.items)


def _is(decorator, names):
    """Whether a decorator is @app.cell, or @app.cell(...), by one of these names."""
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return isinstance(called, ast.Attribute) and called.attr in names


def made_by(node: ast.stmt) -> Iterator[str]:
    """The names that a statement binds to what may be a function or a class.

    Results are none, even if they bear the name of a function: accuracy =
    accuracy(...), or whatever is assigned in a loop. Nor are imports: an experiment
    may import what the notebook itself defines.
    """
    if isinstance(node, DEFINITIONS):
        yield node.name
    elif isinstance(node, REPEATED):
        yield from (part.name for part in ast.walk(node) if isinstance(part, DEFINITIONS))
    elif isinstance(node, CHOICES):
        inner = (part for part in ast.iter_child_nodes(node) if isinstance(part, ast.stmt))
        handled = (part for one in getattr(node, "handlers", ()) for part in one.body)
        for part in (*inner, *handled):
            yield from made_by(part)
    elif isinstance(node, ast.Assign) and isinstance(node.value, MAY_BE_FUNCTIONS):
        names = [target.id for target in node.targets if isinstance(target, ast.Name)]
        yield from (name for name in names if name != _called(node.value))
    elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        yield node.target.id


def _called(value):
    """The name of what is called, or of that whose method is called."""
    called = value.func if isinstance(value, ast.Call) else None
    while isinstance(called, (ast.Attribute, ast.Subscript)):
        called = called.value
    return called.id if isinstance(called, ast.Name) else None


def signature_of(node: ast.stmt) -> tuple[str, ...]:
    """A definition's name, and a function's parameters; empty for any other statement."""
    if isinstance(node, FUNCTIONS):
        parameters = (part.arg for part in ast.walk(node.args) if isinstance(part, ast.arg))
        return (node.name, *parameters)
    return (node.name,) if isinstance(node, ast.ClassDef) else ()


def is_stub(definition: ast.AST) -> bool:
    """Whether a function, or one of a class, is as it was handed out."""
    functions = [part for part in ast.walk(definition) if isinstance(part, FUNCTIONS)]
    return any(map(_is_unwritten, functions))


def _is_unwritten(function):
    """It ends with the stencil's error, and nothing returns before that."""
    last = function.body[-1]
    return (
        isinstance(last, ast.Raise)
        and YOURS in ast.unparse(last)
        and not any(isinstance(part, ast.Return) for part in ast.walk(function))
    )
