"""Code that a question or a part has left behind when it went."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from ..core.assignment import current
from ..core.homework import (
    PACKAGE,
    PACKAGE_FOLDER,
    ROOT,
    SOLUTION,
    given_files,
    package_files,
    student_modules,
)
from ..grading.mistakes import all_mistakes
from ..grading.questions import QuestionCase
from .agreement import functions_of
from .points import POINTS, constant, line_of
from .texts import ASSIGNMENT, from_top, own_texts, texts_in

TESTS = ROOT / "autograder" / "tests"
PART_USED = re.compile(r"\bassignment\.(part_\w+)")
ABOUT = re.compile(r'^(?:""")?question: (\d+\.\d+)$', re.MULTILINE)
WORD = re.compile(r"\w+")
LISTS = ("questions.py", "mistakes.py", "__init__.py")
"""What is in them is found by itself."""


def code_left_over(cases: Iterable[QuestionCase]) -> list[str]:
    """What nothing uses any more, a line each."""
    cases = list(cases)
    return [
        *_orphaned_modules(),
        *_examples(),
        *_unknown_functions(cases),
        *_settings_of_the_assignment(cases),
        *_variants(),
        *_tests(cases),
        *_unused_helpers(),
    ]


def _orphaned_modules() -> Iterator[str]:
    """Given files of the package that no other file of the homework uses."""
    texts, assignment = own_texts(), from_top(ASSIGNMENT)
    for name in given_files():
        module, own = name.removesuffix(".py"), f"solution/{PACKAGE}/{name}"
        named = re.compile(rf"[\"'`]{module}\.(?!py\b)\w|\b{PACKAGE}\.{module}\b")
        imported = re.compile(rf"(?:from|import) \.?{module}\b")
        used = any(
            named.search(text.content)
            or (not text.path.startswith(assignment) and imported.search(text.content))
            for text in texts
            if text.path != own
        )
        if name.endswith(".py") and module != "__init__" and not used:
            yield f"{own}: no other file of the homework uses it"


def _examples() -> Iterator[str]:
    """Worked examples that no file of the package defines any more."""
    files = package_files(SOLUTION)
    try:
        examples = constant(files, "EXAMPLES")
    except KeyError:
        return
    package = "\n".join(text.content for text in texts_in(PACKAGE_FOLDER))
    for name in examples:
        if not re.search(rf"^(?:def|class) {name}\b", package, re.MULTILINE):
            line = line_of(files, "EXAMPLES", name)
            yield f"solution/{POINTS}, line {line}: no file of {PACKAGE} defines {name}"


def _unknown_functions(cases) -> Iterator[str]:
    """Known mistakes, equivalent mutants and borrowed functions that no question is about: the
    first line of each file of the assignment that still names one."""
    asked = {f"{case.module}.{name}" for case in cases for name in functions_of(case)}
    named = {one.function for one in all_mistakes()} | set(map(_function, current().equivalent))
    named |= {name for case in cases for name in case.borrowed}
    for function in sorted(named - asked):
        quoted = re.compile(rf"[\"']{re.escape(function)}\b")
        places = [
            f"{text.path}, line {number}"
            for text in texts_in(ASSIGNMENT)
            for number in [n for n, line in enumerate(text.lines, 1) if quoted.search(line)][:1]
        ]
        for place in places or [from_top(ASSIGNMENT)]:
            yield f"{place}: no question is about {function}"


def _function(key):
    """The function or class in the key of a mutant: "reverse_mode.Value.backward: …"."""
    return ".".join(key.partition(":")[0].split(".")[:2])


def _settings_of_the_assignment(cases) -> Iterator[str]:
    modules = {f"{name.removesuffix('.py')}." for name in student_modules()}
    numbers = {case.number for case in cases}
    place = from_top(ASSIGNMENT / "__init__.py")
    for one in set(current().squaring) - modules:
        yield f"{place}: squaring has {one}, in which students write nothing"
    for one in set(current().guessable) - numbers:
        yield f"{place}: guessable has {one}, which is no question"


def _variants() -> Iterator[str]:
    """Files of correct solutions in other styles that answer no question."""
    folder = current().variants
    for path in sorted(folder.glob(f"*/{PACKAGE}/*.py") if folder else ()):
        if path.name not in student_modules():
            yield f"{from_top(path)}: students write no {path.name}"


def _tests(cases) -> Iterator[str]:
    """Tests of the kit, and wrong versions, about a part or a question that is not there."""
    parts = {part.folder.name for part in current().parts}
    numbers = {case.number for case in cases}
    for path in sorted(TESTS.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        gone = set(PART_USED.findall(text)) - parts
        gone |= {f"question {number}" for number in set(ABOUT.findall(text)) - numbers}
        for one in sorted(gone):
            yield f"{from_top(path)}: there is no {one}"


def _unused_helpers() -> Iterator[str]:
    """What questions.py and others may take from beside them, and do not."""
    sources = texts_in(ASSIGNMENT)
    everywhere = Counter(WORD.findall("\n".join(text.content for text in sources)))
    for path in TESTS.glob("*.py"):
        everywhere.update(WORD.findall(path.read_text(encoding="utf-8")))
    for text in sources:
        if "/part_" in text.path and not text.path.endswith(LISTS):
            for name, line in _defined(text.content):
                if everywhere[name] < 2:
                    yield f"{text.path}, line {line}: nothing uses {name}"


def _defined(text) -> Iterator[tuple[str, int]]:
    """The functions, classes and constants of a file, with their lines."""
    for node in ast.parse(text).body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            yield node.name, node.lineno
        elif isinstance(node, ast.Assign):
            yield from ((one.id, one.lineno) for one in node.targets if isinstance(one, ast.Name))
