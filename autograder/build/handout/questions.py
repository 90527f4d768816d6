"""The questions as students read them, quoted from the stencil: docstrings and TODOs.

The stencil's sources are read as text. What is quoted from there cannot hold a solution.
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ...core.homework import PACKAGE
from ..points import constant

TODO = re.compile(r"# TODO\((\d+\.\d+)\): (.*)")


@dataclass(frozen=True)
class Quoted:
    """A function or class to write: its call, its docstring, and the TODOs in it.

    `todos` holds pairs: the method, or "" in a function, and what the TODO says.
    """

    call: str
    docstring: str
    todos: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Question:
    """A question: its id, points, the file to write in, and what is quoted from it."""

    number: str
    points: int
    file: str
    names: tuple[str, ...]
    quoted: tuple[Quoted, ...]


@dataclass(frozen=True)
class Part:
    """A part of the homework."""

    number: int
    title: str
    file: str
    points: int


def read_questions(stencil: Mapping[str, bytes]) -> dict[str, Question]:
    """The questions by their id, from the stencil's files by their path."""
    modules = constant(stencil, "MODULES")
    questions = {}
    for number, (names, points) in constant(stencil, "QUESTIONS").items():
        file = f"{PACKAGE}/{modules[int(number.partition('.')[0])]}.py"
        source = stencil[file].decode("utf-8")
        nodes = {node.name: node for node in _definitions(ast.parse(source))}
        quoted = tuple(_quote(nodes[name], source, number) for name in names)
        questions[number] = Question(number, points, file, names, quoted)
    return questions


def read_parts(stencil: Mapping[str, bytes]) -> list[Part]:
    """The parts with their points, in order."""
    modules, questions = constant(stencil, "MODULES"), constant(stencil, "QUESTIONS")
    return [
        Part(number, title, f"{PACKAGE}/{modules[number]}.py", _points_of(number, questions))
        for number, title in constant(stencil, "PARTS").items()
    ]


def _points_of(part, questions):
    return sum(p for number, (_, p) in questions.items() if number.partition(".")[0] == str(part))


def _definitions(tree) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            yield node


def _quote(node, source, number):
    if isinstance(node, ast.ClassDef):
        call = f"class {node.name}"
        todos = [(part.name, text) for part in _definitions(node) for text in _todos(part, source)]
    else:
        call = f"{node.name}({ast.unparse(node.args)})"
        todos = [("", text) for text in _todos(node, source)]
    own = tuple((method, text) for method, (id_, text) in todos if id_ == number)
    return Quoted(call, inspect.cleandoc(ast.get_docstring(node) or ""), own)


def _todos(node, source) -> Iterator[tuple[str, str]]:
    """(id, text) of each TODO in a function; its comment goes on to the first line of code."""
    lines = [line.strip() for line in source.splitlines()[node.lineno - 1 : node.end_lineno]]
    for at, line in enumerate(lines):
        found = TODO.fullmatch(line)
        if found:
            rest = []
            for later in lines[at + 1 :]:
                if not later.startswith("#"):
                    break
                rest.append(later.removeprefix("#").strip())
            yield found[1], " ".join([found[2], *rest])
