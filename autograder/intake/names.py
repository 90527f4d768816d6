"""What a file's name says: whether it may hold code, and which of the student's files is meant."""

from __future__ import annotations

import functools
import pathlib
import re
import unicodedata

from ..core.homework import PACKAGE, student_modules

NOTEBOOK = ".ipynb"
TEXTS = (".py", ".pyw", ".txt", ".text", ".htm", ".html", ".json", NOTEBOOK)
DOCUMENTS = (
    ".rtf", ".doc", ".docx", ".odt", ".pages", ".pdf", ".md", ".rmd", ".qmd", ".tex", ".rst",
    ".c", ".cpp", ".java", ".jl", ".js", ".m", ".r",
)  # fmt: skip
COMPILED = (".pyc", ".pyo", ".pyd", ".pyi", ".pyproj")
ARCHIVES = (".zip", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".rar", ".7z", ".zipx")
# Letters and digits part: "sgd2" is sgd and 2, "Copy of chain-rule (1)" has chain and rule.
WORD = re.compile(r"[^\W\d_]+|\d+")
# Of one student's folders with the same files, some are called like one of these.
VERSIONS = frozenset(
    {"attempt", "copy", "done", "final", "finished", "hw", "homework", "my", "new", "part",
     "solution", "stencil", "try", "v", "version", "week", "work"}
)  # fmt: skip
EARLIER = frozenset({"old", "older", "backup", "bak", "orig", "original", "draft", "before", "alt"})


def may_hold_code(path: str) -> bool:
    """Whether a file with this name is worth reading, or naming if it cannot be used."""
    name = pathlib.PurePosixPath(path).name
    ending = pathlib.PurePosixPath(name.lower()).suffix
    if name.startswith(".") or ending in COMPILED or ending in ARCHIVES:
        return False
    if ending in TEXTS or any(part in name.lower() for part in (".py", NOTEBOOK)):
        return True
    return ending in (*DOCUMENTS, "") and module_meant(name) is not None


def is_of_ones_own(folder: str) -> bool:
    """Whether a folder's name is that of a version of somebody's work, and not of a student."""
    words = _words(folder)
    own = (word.isdecimal() or word in VERSIONS | EARLIER for word in words)
    return PACKAGE in words or all(own)


def is_archive(path: str) -> bool:
    """Whether a name is that of an archive, of whatever kind."""
    return path.lower().endswith(ARCHIVES)


@functools.lru_cache(maxsize=1024)
def module_meant(path: str) -> str | None:
    """The student's file that a name means: `sgd.py` for "Copy of sgd (2).py.txt"; None for none.

    Systems and people add words and numbers to a name. A name with the words of two
    files means neither, and one of tests no file.
    """
    words = _words(pathlib.PurePosixPath(path).name)
    if "test" in words:
        return None
    meant = [module for module, its in _words_of_modules().items() if _holds(words, its)]
    return meant[0] if len(meant) == 1 else None


def _words(name):
    found = WORD.findall(unicodedata.normalize("NFKC", name[:255]).casefold())
    return [word.removesuffix("s") for word in found]


@functools.lru_cache(maxsize=1)
def _words_of_modules():
    return {module: _words(module.removesuffix(".py")) for module in student_modules()}


def _holds(words, its):
    """Whether one list holds the other, in a row or in a single word: chain_rule, mychainrule."""
    size, whole = len(its), "".join(its)
    rows = (words[start : start + size] for start in range(len(words) - size + 1))
    glued = any(word.startswith(whole) or word.endswith(whole) for word in words)
    return glued or any(row == its for row in rows)


def version(folder: str) -> tuple[bool, tuple[int, ...]]:
    """A key that sorts folders with the same files: the one that was made last comes first."""
    words = _words(folder)
    numbers = [-int(word) for word in words if word.isdecimal() and len(word) < 9]
    return not EARLIER.isdisjoint(words), (*numbers, 0)


def age(path: str) -> tuple[bool, int, int]:
    """A key that sorts copies of a file: the one that was made last, by its name, comes first."""
    words = _words(pathlib.PurePosixPath(path).name)
    numbers = [int(word) for word in words if word.isdecimal() and len(word) < 9]
    return not EARLIER.isdisjoint(words), -(numbers[-1] if numbers else 0), len(path)
