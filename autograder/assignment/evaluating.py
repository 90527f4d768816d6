"""Programs as short Python texts, such as `p = x*y; np.sin(p) + p`.

They are written once, and run on floats, on Duals, on Values, and on what stands for them.
"""

from __future__ import annotations

import ast
import operator
from functools import lru_cache
from typing import Any

import numpy as np

OPERATIONS: dict[type, Any] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}


def run(text: str, names: dict[str, Any]) -> Any:
    """What the last line comes to. `names` holds the inputs, and then what was assigned."""
    value = None
    for line in _lines(text):
        value = _value(line.value, names)
        match line:
            case ast.Assign(targets=[ast.Name(id=name)]):
                names[name] = value
    return value


@lru_cache(maxsize=1000)
def _lines(text) -> list[Any]:
    return ast.parse(text).body


def _value(node, names):
    match node:
        case ast.Constant(value=number):
            return number
        case ast.Name(id=name):
            return names[name]
        case ast.UnaryOp(op=ast.USub(), operand=one):
            return -_value(one, names)
        case ast.BinOp(left=left, op=sign, right=right):
            return OPERATIONS[type(sign)](_value(left, names), _value(right, names))
        case ast.Compare(left=left, ops=[sign], comparators=[right]):
            return OPERATIONS[type(sign)](_value(left, names), _value(right, names))
        case ast.IfExp(test=test, body=one, orelse=other):
            return _value(one if _value(test, names) else other, names)
        case ast.Call(func=function, args=arguments):
            return _function(function, names)(*(_value(one, names) for one in arguments))
    raise ValueError(f"no part of a program: {ast.dump(node)}")


def _function(node, names):
    match node:
        case ast.Name(id="abs"):
            return abs
        case ast.Attribute(value=ast.Name(id="np"), attr=name):
            return getattr(np, name)
        case ast.Attribute(value=owner, attr=name):
            return getattr(_value(owner, names), name)
    raise ValueError(f"no function of a program: {ast.dump(node)}")


def pair(x: Any, y: Any) -> np.ndarray:
    """An array (dtype=object) of two, as NumPy's arithmetic is tried on."""
    array = np.empty(2, dtype=object)
    array[0], array[1] = x, y
    return array
