"""Mutants: the reference with one small thing changed, wherever students write.

Mutants of the kinds that are made here are what students' slips look like (Clegg, McMinn
and Fraser, SIGCSE 2021; Perretta, DeOrio, Guha and Bell, ISSTA 2022). None may keep its points.
"""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from ..build.markers import Region, find_regions
from ..core.homework import PACKAGE_FOLDER, package_files

# Of `a, b = c` the unparser of Python 3.10 makes `(a, b) = c`. A key is the same everywhere.
TUPLE_SET = re.compile(r"\((\w+(?:, \w+)*)\) = ")


@dataclass(frozen=True)
class Mutant:
    """A changed function, "module.name" or "module.Class.method": `source` defines it anew.

    `change` says in one line what was done, and `line` where, in the file of solution/.
    """

    question: str
    target: str
    line: int
    change: str
    source: str

    @property
    def key(self) -> str:
        """By which a list can name it: neither the line nor the number of mutants is in it."""
        return f"{self.target}: {self.change}"


def all_mutants() -> list[Mutant]:
    """The mutants of every solution region, in the order of the files."""
    found = []
    for path, data in sorted(package_files(PACKAGE_FOLDER).items()):
        if path.endswith(".py"):
            source = data.decode("utf-8")
            for region in find_regions(source, path):
                found += _mutants_of(source, path.removesuffix(".py"), region)
    return found


def _mutants_of(source, module, region: Region) -> list[Mutant]:
    function = _function_around(ast.parse(source), region)
    unchanged = ast.unparse(function)
    seen: dict[str, Mutant] = {}
    for line, change, changed in _changes(function, region):
        text = textwrap.dedent(changed)
        if text != unchanged and change not in seen:
            target = f"{module}.{region.function}"
            seen[change] = Mutant(region.question, target, line, change, text)
    return list(seen.values())


def _function_around(tree, region):
    inside = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and node.lineno <= region.begin <= (node.end_lineno or 0)
    ]
    return max(inside, key=lambda node: node.lineno)


def _changes(function, region) -> Iterator[tuple[int, str, str]]:
    """(line, what was changed, the changed function), for each change in the region."""
    names = _names(function)
    for node, put in list(_places(function)):
        if not region.begin < getattr(node, "lineno", 0) < region.end:
            continue
        for other in _replacements(node, names):
            told = f"{_short(node)} -> {_short(other)}" if other else f"without {_short(node)}"
            put(other or ast.Pass())
            yield node.lineno, told, ast.unparse(function)
            put(node)


def _places(function) -> Iterator[tuple[Any, Callable[[ast.AST], None]]]:
    """Each node within a function, in the order of `ast.walk`, and what puts another there."""
    for parent in ast.walk(function):
        for field, value in ast.iter_fields(parent):
            if isinstance(value, list):
                for index, node in enumerate(value):
                    yield node, partial(value.__setitem__, index)
            else:
                yield value, partial(setattr, parent, field)


def _short(node):
    text = TUPLE_SET.sub(r"\1 = ", " ".join(ast.unparse(node).split()))
    return text if len(text) <= 60 else text[:60] + "..."


def _names(function):
    """The function's parameters and local names, in the order in which they come up."""
    found = [one.arg for one in function.args.args]
    for node in ast.walk(function):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.append(node.id)
    return list(dict.fromkeys(found))


OPERATORS: dict[type, tuple[type, ...]] = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div, ast.Add),
    ast.Div: (ast.Mult,),
    ast.Pow: (ast.Mult,),
    ast.FloorDiv: (ast.Div,),
}
COMPARISONS: dict[type, tuple[type, ...]] = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
TWINS = {
    "sum": ("mean",),
    "mean": ("sum",),
    "sin": ("cos",),
    "cos": ("sin",),
    "exp": ("log",),
    "max": ("min",),
    "min": ("max",),
    "zeros": ("ones",),
    "ones": ("zeros",),
    "zeros_like": ("ones_like",),
    "ones_like": ("zeros_like",),
    "float64": ("int64", "float32"),
    "permutation": ("arange",),
}


def _replacements(node, names) -> Iterator[ast.AST | None]:
    """What could stand in the place of a node by a slip; None for nothing at all."""
    for kind, replace in _KINDS.items():
        if isinstance(node, kind):
            yield from replace(node, names)


def _binary(node, names):
    for other in OPERATORS.get(type(node.op), ()):
        yield ast.BinOp(node.left, other(), node.right)
    if isinstance(node.op, (ast.Sub, ast.Div, ast.MatMult, ast.Pow)):
        yield ast.BinOp(node.right, node.op, node.left)
    yield node.left
    yield node.right


def _unary(node, names):
    yield node.operand


def _comparison(node, names):
    for other in COMPARISONS.get(type(node.ops[0]), ()):
        yield ast.Compare(node.left, [other(), *node.ops[1:]], node.comparators)


def _boolean(node, names):
    other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    yield ast.BoolOp(other, node.values)
    yield from node.values


def _constant(node, names):
    value = node.value
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, (int, float)):
        for other in {value + 1, value - 1, -value, value / 2} - {value}:
            yield ast.Constant(other)


def _call(node, names):
    if len(node.args) == 2 and not any(isinstance(one, ast.Starred) for one in node.args):
        yield ast.Call(node.func, node.args[::-1], node.keywords)
    if len(node.args) >= 1 and not isinstance(node.args[0], ast.Starred):
        yield node.args[0]
    for place in range(len(node.keywords)):
        kept = node.keywords[:place] + node.keywords[place + 1 :]
        yield ast.Call(node.func, node.args, kept)


def _attribute(node, names):
    for other in TWINS.get(node.attr, ()):
        yield ast.Attribute(node.value, other, node.ctx)
    if node.attr in ("T", "real"):
        yield node.value


def _name(node, names):
    if isinstance(node.ctx, ast.Load) and node.id in names:
        place = names.index(node.id)
        # In the same order in each process: mutants are known by their place.
        neighbours = dict.fromkeys((names[place - 1], names[(place + 1) % len(names)]))
        for other in neighbours:
            if other != node.id:
                yield ast.Name(other, node.ctx)


def _slice(node, names):
    if node.lower is not None:
        yield ast.Slice(None, node.upper, node.step)
    if node.upper is not None:
        yield ast.Slice(node.lower, None, node.step)
    if node.step is not None:
        yield ast.Slice(node.lower, node.upper, None)


def _condition(node, names):
    for value in (True, False):
        yield type(node)(**{**vars(node), "test": ast.Constant(value)})


def _statement(node, names):
    yield None


def _returned(node, names):
    if node.value is not None:
        yield ast.Return(ast.UnaryOp(ast.USub(), node.value))


_KINDS: dict[Any, Any] = {
    ast.BinOp: _binary,
    ast.UnaryOp: _unary,
    ast.Compare: _comparison,
    ast.BoolOp: _boolean,
    ast.Constant: _constant,
    ast.Call: _call,
    ast.Attribute: _attribute,
    ast.Name: _name,
    ast.Slice: _slice,
    (ast.If, ast.IfExp): _condition,
    (ast.Expr, ast.Assign, ast.AugAssign, ast.Raise): _statement,
    ast.Return: _returned,
}
