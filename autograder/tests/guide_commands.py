"""The commands that a guide shows, found in its Markdown, and tried on a small scale.

A command is a line of a fenced or indented block that begins with a program, and whatever stands
in the text as `autograder …` or `python -m …`. What grades is run, on a submission made for it.
All else takes long, or changes the clone or the machine: its subcommand, module, options, values
and files are checked, and nothing is run.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import lru_cache

import click
from markdown_it import MarkdownIt

from autograder.benchmarks.synthetic_class import write_export
from autograder.build.stencil import STENCIL
from autograder.commands.cli import cli
from autograder.core.homework import ROOT

from .small_class import write_submission

PROGRAMS = {"autograder", "python", "pytest", "pip", "dask", "uv", "npm"}
IN_VENV = re.compile(r"^(?:\.venv(?:/bin/|\\Scripts\\))?(\w+)(?:\.exe)?$")
SAME = {"python3": "python", "py": "python"}
COMMENT = re.compile(r"\s+#.*|(?<=\S)(?:\s{3,}.*)")
IN_TEXT = re.compile(r"(?:autograder|python -m autograder[\w.]*|python -m pytest)(?: |$)")
EXTRA = re.compile(r"\.\[([\w,]+)\]")
# Ends with 0, or with 1 where tests fail; 4 is an unknown option, 5 no test at all.
PYTEST_RAN = (0, 1)


class WrongCommand(Exception):
    """A command of a guide that a reader could not run; the text says why."""


@dataclass(frozen=True)
class Command:
    """What a guide says to type: `words` without the folder of the program."""

    words: tuple[str, ...]
    in_block: bool

    def __str__(self):
        return " ".join(self.words)


def commands_in(text: str) -> list[Command]:
    """All commands of a guide, in order. WrongCommand where a bash block holds another line."""
    found = []
    for token in MarkdownIt("commonmark").parse(text):
        if token.type in ("fence", "code_block"):
            found += _in_block(token.content, token.info.strip() == "bash")
        for child in token.children or ():
            if child.type == "code_inline" and IN_TEXT.match(child.content):
                found.append(Command(_words(child.content), in_block=False))
    return found


def _in_block(content, only_commands):
    for line in content.splitlines():
        for part in COMMENT.sub("", line).split(" && "):
            words = _words(part) if part.strip() and not part.startswith(" ") else ()
            if words and words[0] in PROGRAMS:
                yield Command(words, in_block=True)
            elif only_commands and part.strip():
                raise WrongCommand(f"not a program that is known here: {part}")


def _words(line):
    try:
        first, *others = shlex.split(line.replace("\\", "/"))
    except ValueError:  # a line of another language
        return ()
    named = IN_VENV.match(first.replace(".venv/Scripts/", ".venv/bin/"))
    first = SAME.get(named[1], named[1]) if named else first
    if (first, *others[:1]) == ("python", "-m") and others[1:2] in (["pytest"], ["pip"]):
        return tuple(others[1:])
    return (first, *others)


def tried(command: Command, folder: pathlib.Path, guide: pathlib.Path) -> bool:
    """Whether the command was run, in `folder`; WrongCommand where it cannot be."""
    program, *arguments = command.words
    if program == "uv":
        arguments = arguments[
            next(place for place, one in enumerate(arguments) if one in PROGRAMS) :
        ]
        return tried(Command(tuple(arguments), False), folder, guide)
    if program == "autograder":
        return _autograder(command, arguments, folder)
    if program == "pytest":
        return _pytest(arguments, folder, guide)
    if program == "pip":
        return _pip(arguments, guide)
    if program == "python":
        return _python(arguments, guide)
    if program == "dask":
        _options_are_in(_help_of((shutil.which("dask", path=_bin()), arguments[0])), arguments[1:])
    return False


def _autograder(command, arguments, folder):
    subcommand = cli.commands.get(arguments[0]) if arguments else None
    if not subcommand:
        if arguments and arguments[0] != "COMMAND" and not arguments[0].startswith("-"):
            raise WrongCommand(f"there is no `{command}`")
        return False
    _options_are_in(" ".join(o for p in subcommand.params for o in p.opts), arguments[1:])
    if not command.in_block:
        return False
    _make_what_is_graded(arguments, folder)
    if arguments[0] not in ("grade", "batch") or "--cluster" in arguments:
        _parsed(subcommand, arguments[0], [_there(folder, one) for one in arguments[1:]])
        return False
    small = ["--only", "2.6"] if arguments[0] == "grade" and "--only" not in arguments else []
    _run([sys.executable, "-m", "autograder", *arguments, *small], folder, (0,))
    return True


def _parsed(subcommand, name, arguments):
    try:
        subcommand.make_context(name, arguments).close()
    except click.ClickException as error:
        raise WrongCommand(error.format_message()) from None


def _make_what_is_graded(arguments, folder):
    """The submission, or the class, that a command names and that is not there yet."""
    for name in arguments[1:2] * (arguments[0] in ("grade", "batch")):
        path = folder / name
        if path.exists():
            continue
        if arguments[0] == "batch" and path.suffix == ".zip":
            graded = folder / arguments[arguments.index("--output") + 1]
            write_export(path, 2, graded=graded)
            continue
        work = folder / f"made for {path.stem}"
        write_submission(work / "ada" if arguments[0] == "batch" else work)
        if path.suffix == ".zip":
            shutil.make_archive(str(path.with_suffix("")), "zip", work)
        elif path.suffix == ".ipynb":
            shutil.copy(next(STENCIL.glob("*.ipynb")), path)
        elif path.suffix == ".py":
            shutil.copy(next(work.rglob(path.name), next(work.rglob("*.py"))), path)
        else:
            shutil.copytree(work, path)


def _there(folder, argument):
    return str(folder / argument) if (folder / argument).exists() else argument


def _pytest(arguments, folder, guide):
    """In the students' folder it is run; the tests of the kit are too many."""
    if guide.parent == STENCIL:
        _run([sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments], folder,
             PYTEST_RAN)  # fmt: skip
        return True
    _options_are_in(_help_of((sys.executable, "-m", "pytest")), arguments)
    for path in arguments:
        if "/" in path and not (ROOT / path).exists():
            raise WrongCommand(f"there is no {path}")
    return False


def _pip(arguments, guide):
    """Nothing is installed; extras and files of requirements are there."""
    extras = importlib.metadata.metadata("backprop-autograder").get_all("Provides-Extra")
    for place, argument in enumerate(arguments):
        for extra in EXTRA.findall(argument):
            if not set(extra.split(",")) <= set(extras):
                raise WrongCommand(f"there is no extra {extra}")
        if argument == "-r" and not (guide.parent / arguments[place + 1]).exists():
            raise WrongCommand(f"there is no {arguments[place + 1]}")
    _options_are_in(_help_of((sys.executable, "-m", "pip", arguments[0])), arguments[1:])
    return False


def _python(arguments, guide):
    if arguments[:1] != ["-m"]:
        return False
    module, *options = arguments[1:]
    if not module.startswith("autograder"):
        installed = re.search(rf"pip install .*\b{module}\b", guide.read_text(encoding="utf-8"))
        if (
            not installed
            and not (guide.parent / module.replace(".", "/")).with_suffix(".py").exists()
        ):
            _found(module)
        return False
    source = pathlib.Path(_found(module).origin)
    if source.name == "__init__.py":
        source = pathlib.Path(_found(f"{module}.__main__").origin)
    text = source.read_text(encoding="utf-8")
    # One that reads its arguments itself would run: its docstring has to say what it takes.
    described = _help_of((sys.executable, "-m", module)) if "argparse" in text else text
    _options_are_in(described, options)
    return False


def _found(module):
    try:
        spec = importlib.util.find_spec(module)
    except ModuleNotFoundError:
        spec = None
    if spec is None:
        raise WrongCommand(f"there is no module {module}")
    return spec


def _options_are_in(described, arguments):
    for argument in arguments:
        option = argument.partition("=")[0]
        if re.fullmatch(r"-[a-z]\d*", option):
            option = option[:2]
        if option.startswith("-") and not re.search(rf"(?<![\w-]){option}(?![\w-])", described):
            raise WrongCommand(f"there is no option {argument}")


@lru_cache
def _help_of(program):
    ran = subprocess.run(
        [*program, "--help"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if ran.returncode:
        raise WrongCommand(f"{program[-1]} --help ends with {ran.returncode}: {ran.stderr}")
    return ran.stdout


def _run(arguments, folder, expected):
    ran = subprocess.run(arguments, cwd=folder, capture_output=True, text=True, check=False)
    if ran.returncode not in expected:
        raise WrongCommand(f"ends with {ran.returncode}: {ran.stdout[-500:]}{ran.stderr[-500:]}")


def _bin():
    return str(pathlib.Path(sys.executable).parent)
