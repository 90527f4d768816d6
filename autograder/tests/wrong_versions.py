"""Wrong versions of single functions, each a small file with a header, and how to apply them."""

from __future__ import annotations

import pathlib
from dataclasses import dataclass

from autograder.grading.questions import parts_by_module

FOLDER = pathlib.Path(__file__).parent / "wrong"
MODULES = {part: module for module, part in parts_by_module().items()}


@dataclass(frozen=True)
class WrongVersion:
    """A wrong version of a question's functions; `mistake` says in a sentence what is wrong."""

    name: str
    question: str
    mistake: str
    source: str

    def applied_to(self, files: dict[str, bytes]) -> dict[str, bytes]:
        """A submission's files, with the right functions redefined by the wrong ones."""
        path = f"backprop/{MODULES[self.question.partition('.')[0]]}.py"
        return files | {path: files[path] + b"\n\n" + self.source.encode()}


def wrong_versions() -> list[WrongVersion]:
    """All wrong versions in the folder."""
    return [_read(path) for path in sorted(FOLDER.glob("*.py"))]


def _read(path):
    source = path.read_text(encoding="utf-8")
    header = dict(line.split(": ", 1) for line in source.split('"""')[1].splitlines() if line)
    return WrongVersion(path.stem, header["question"], header["mistake"], source)
