"""Looks for lines of the solution in what students get."""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
from collections.abc import Iterator

from ..core.homework import SOLUTION
from .command import PAGE
from .markers import find_regions
from .stencil import BROWSER_SITE, STENCIL, Tree, read_tree

TAG = re.compile(r"<[^>]*>")
SHORTEST = 13
"""Shorter lines, such as `return p` or `losses = []`, tell nothing."""

# Lines that tell nothing by themselves, and stand in given code or docstrings too.
COMMONPLACE = frozenset(
    {
        "a = sigmoid(z)",
        "p = softmax(z)",
        "x = np.asarray(x, dtype=float)",
        "y_hat, y = np.asarray(y_hat, dtype=float), np.asarray(y, dtype=float)",
        "result.backward()",
        "if not isinstance(expression, tuple):",
        "match expression:",
        "return expression",
        "except (ArithmeticError, ValueError):",
    }
)


def solution_lines(solution: Tree) -> dict[str, str]:
    """The lines inside solution regions that tell something, and where each stands."""
    found: dict[str, str] = {}
    for path, data in solution.items():
        if path.endswith(".py"):
            lines = data.decode("utf-8").splitlines()
            for region in find_regions(data.decode("utf-8"), path):
                for number in range(region.begin + 1, region.end):
                    line = lines[number - 1].strip()
                    if len(line) >= SHORTEST and line not in COMMONPLACE:
                        found.setdefault(line, f"solution/{path}, line {number}")
    return found


def leaks(handed_out: Tree | None = None, solution: Tree | None = None) -> list[str]:
    """The solution's lines in what is handed out, a sentence each; by default in stencil/, the
    page, and dist/browser/.

    In Python a line counts that is equal, in all other files also one that only holds it.
    """
    secret = solution_lines(read_tree(SOLUTION) if solution is None else solution)
    tree = _handed_out() if handed_out is None else handed_out
    return [
        f"{path}, line {number} is {place}"
        for path, data in tree.items()
        for number, line in enumerate(readable_lines(path, data), 1)
        for place in _told(line, secret, whole=path.endswith(".py"))
    ]


def readable_lines(path: str, data: bytes) -> Iterator[str]:
    """A file's lines as a reader sees them: a notebook's cells, outputs and metadata taken out
    of their JSON, a page's text out of its tags, files out of their zip."""
    if path.endswith(".zip"):
        yield from _zipped_lines(data)
        return
    text = data.decode("utf-8", "replace")
    if path.endswith((".ipynb", ".json")):
        for string in _strings(json.loads(text)):
            yield from string.splitlines()
    elif path.endswith(".html"):
        yield from html.unescape(TAG.sub("", text)).splitlines()
    else:
        yield from text.splitlines()


def _handed_out():
    page = {f"handout/{PAGE.name}": PAGE.read_bytes()} if PAGE.is_file() else {}
    site = {f"dist/browser/{path}": data for path, data in read_tree(BROWSER_SITE).items()}
    return {**read_tree(STENCIL), **page, **site}


def _zipped_lines(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            yield from readable_lines(name, archive.read(name))


def _told(line, secret, whole):
    """Where the solution's lines stand that this line tells."""
    line = line.strip()
    if whole:
        return [secret[line]] if line in secret else []
    return [place for known, place in secret.items() if known in line]


def _strings(value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for part in [*value, *(value.values() if isinstance(value, dict) else ())]:
            yield from _strings(part)
