"""Writes the skeletons of a new question: its function, its public test, its graded question.

What is to be filled in is marked, and `build` names it until it is. Where the question is the
first of its part, the part's files are written too.
"""

from __future__ import annotations

import keyword
import pathlib
import string
from collections.abc import Iterator
from dataclasses import dataclass

from ..core.assignment import Part, current
from ..core.homework import PACKAGE, PACKAGE_FOLDER, ROOT, SOLUTION, package_files
from ..core.settings import load
from ..grading.questions import NUMBER, all_questions
from .agreement import place_of
from .inserting import bound_names, with_entry, with_imports
from .points import POINTS, constant, part_of
from .texts import ASSIGNMENT, HANDOUT, from_top

SKELETONS = pathlib.Path(__file__).with_name("skeletons")


class CannotAdd(ValueError):
    """There is such a question already, or no such part; the text says so in a sentence."""


@dataclass(frozen=True)
class NewQuestion:
    """A question to be added. `module` and `title` are those of a new part, else empty."""

    number: str
    function: str
    points: int
    module: str = ""
    title: str = ""

    @property
    def part(self) -> int:
        return part_of(self.number)


def add_question(new: NewQuestion) -> list[str]:
    """Write the skeletons; the files that were written, from the top. CannotAdd: none was."""
    _check_names(new)
    part = next((part for part in current().parts if part.number == new.part), None)
    _check_part(new, part)
    files = dict(_of_part(new, part) if part else _of_new_part(new))
    for path, text in files.items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return [from_top(path) for path in files]


def total_with(points: int) -> str:
    """What all questions come to with a new one, and what to edit; "" where that is wanted."""
    total = sum(case.max_score for case in all_questions(session=None)) + points
    if total == load().points:
        return ""
    return (
        f"All questions together are now worth {total:g} points, and not {load().points:g}: set "
        f"points = {total:g} in {from_top(current().settings)}, or change what others are worth."
    )


def _check_names(new):
    if not NUMBER.fullmatch(new.number):
        raise CannotAdd(f"{new.number} is no question's number: write part and question, as in 2.8")
    for name in filter(None, (new.function, new.module)):
        if not name.isidentifier() or keyword.iskeyword(name):
            raise CannotAdd(f"{name!r} cannot be a name in Python")
    for case in all_questions(session=None):
        if case.number == new.number:
            raise CannotAdd(
                f"there is a question {new.number} already, about {case.shortDescription()} "
                f"({place_of(case)})"
            )
    if new.number in constant(package_files(SOLUTION), "QUESTIONS"):
        raise CannotAdd(f"solution/{POINTS} has a question {new.number} already")


def _check_part(new, part: Part | None):
    if part is None and not (new.module and new.title):
        raise CannotAdd(
            f"there is no part {new.part}; for a new part say its file and its title: "
            f"autograder new-question {new.number} {new.function} --module NAME --title TITLE"
        )
    if part is None:
        for path in (_file(new.module), _tests(new.part, new.module)):
            if path.exists():
                raise CannotAdd(f"there is a file {from_top(path)} already")
        return
    if new.module or new.title:
        raise CannotAdd(
            f"part {new.part} is there already, in {from_top(_file(part.module))}: "
            "leave --module and --title out"
        )
    for path in (_file(part.module), _tests(part.number, part.module)):
        if not path.is_file():
            raise CannotAdd(f"part {part.number} has no file {from_top(path)}")
    if new.function in bound_names(_file(part.module).read_text(encoding="utf-8")):
        raise CannotAdd(
            f"{from_top(_file(part.module))} defines {new.function} already: take another name"
        )


def _of_part(new, part) -> Iterator[tuple[pathlib.Path, str]]:
    """The files of a part that is there, with the new question's pieces at their ends."""
    for path, skeleton in (
        (_file(part.module), "function"),
        (_tests(part.number, part.module), "public_test"),
        (part.folder / "questions.py", "question"),
    ):
        imports, body = _piece(skeleton, new, part.module)
        text = path.read_text(encoding="utf-8")
        yield path, f"{with_imports(text, imports).rstrip()}\n\n\n{body}"
    yield SOLUTION / POINTS, _entered(new)


def _of_new_part(new) -> Iterator[tuple[pathlib.Path, str]]:
    title, folder = new.title, ASSIGNMENT / f"part_{new.part}_{new.module}"
    about = f"FILL IN: {title}, in a few words"
    for path, skeleton, opening in (
        (_file(new.module), "function", f"Part {new.part}. {about}."),
        (_tests(new.part, new.module), "public_test", f"Public tests of part {new.part}: {about}."),
        (folder / "questions.py", "question", f"Part {new.part}: {title}."),
    ):
        imports, body = _piece(skeleton, new, new.module)
        yield path, "\n\n".join(filter(None, [f'"""{opening}"""', imports, f"\n{body}"]))
    yield (
        folder / "__init__.py",
        f'"""Part {new.part}, {title}: its graded questions, and the mistakes students make."""\n',
    )
    if current().notebook:
        yield HANDOUT / f"{new.part:02}_{new.module}.md", _filled("chapter", new, new.module)
    text = with_entry(_entered(new), "PARTS", new.part, f'{new.part}: "{title}"')
    yield SOLUTION / POINTS, with_entry(text, "MODULES", new.part, f'{new.part}: "{new.module}"')


def _entered(new):
    """points.py with the question in it."""
    text = (SOLUTION / POINTS).read_text(encoding="utf-8")
    entry = f'"{new.number}": (("{new.function}",), {new.points})'
    return with_entry(text, "QUESTIONS", new.number, entry)


def _piece(skeleton, new, module) -> tuple[str, str]:
    """The imports that a skeleton begins with, and the rest."""
    imports, gap, body = _filled(skeleton, new, module).rpartition("\n\n\n")
    return (imports, body) if gap else ("", body)


def _filled(skeleton, new, module):
    """A skeleton of the assignment's own, or else the usual one, with this question's names."""
    places = [folder / f"{skeleton}.txt" for folder in (current().skeletons, SKELETONS) if folder]
    text = next(path for path in places if path.is_file()).read_text(encoding="utf-8")
    words = new.function.split("_")
    return string.Template(text).substitute(
        number=new.number,
        function=new.function,
        class_name="".join(word[:1].upper() + word[1:] for word in words),
        points=new.points,
        part=new.part,
        title=new.title,
        package=PACKAGE,
        module=module,
    )


def _file(module):
    return PACKAGE_FOLDER / f"{module}.py"


def _tests(part, module):
    return ROOT / "solution" / "tests" / f"test_{part}_{module}.py"
