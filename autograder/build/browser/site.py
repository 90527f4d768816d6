"""The files of dist/browser/: the page, its scripts, and what of the stencil the tests need."""

from __future__ import annotations

import hashlib
import html
import json
import pathlib
from collections.abc import Mapping

from ...core.homework import PACKAGE_FOLDER
from ..handout.questions import read_questions
from ..stencil import Tree
from . import CannotBuild
from .npm import WEB, bundled, licences
from .pyodide import Addresses, python_files
from .zipped_pytest import DISTRIBUTIONS, zipped_pytest

PAGE = "index.html"
NOT_FOR_TESTS = (".ipynb", ".svg")
NOTE = (
    "Below each question you can write your answer and run its tests. If nothing appears there, "
    "the script of this page did not start: take a current Chrome, Edge, Firefox or Safari."
)


def site_tree(
    page: str, stencil: Mapping[str, bytes], modules: pathlib.Path, core: pathlib.Path,
    addresses: Addresses,
) -> Tree:  # fmt: skip
    """The site's files by their path; the same input gives the same bytes.

    page: the homework's page. modules: the folder node_modules. core: the folder of Pyodide's
    own files. CannotBuild where something is missing.
    """
    scripts = bundled([WEB / "app.js", WEB / "worker.js", WEB / "app.css"], modules)
    data = {"homework.json": homework_json(stencil), "tests.zip": zipped_pytest()}
    named = {name: _named_by_hash(name, data) for name, data in {**scripts, **data}.items()}
    requirements = stencil["requirements.txt"].decode("utf-8")
    python = python_files(core, addresses, requirements, DISTRIBUTIONS)
    site = {
        "worker": named["worker.js"][0],
        "homework": named["homework.json"][0],
        "tests": named["tests.zip"][0],
        "python": python.as_json(),
    }
    index = with_workbenches(page, site, named["app.js"][0], named["app.css"][0]).encode()
    tree = {PAGE: index, **dict(named.values()), "licences.txt": licences(modules)}
    return {**tree, "sw.js": _service_worker(tree), **_served_here(python, core)}


def homework_json(stencil: Mapping[str, bytes]) -> bytes:
    """What the page knows of the homework: its files, which are edited, and the questions."""
    texts = {
        path: data.decode("utf-8")
        for path, data in stencil.items()
        if not path.endswith(NOT_FOR_TESTS)
    }
    questions = {
        number: {"file": question.file, "names": question.names, "points": question.points}
        for number, question in read_questions(stencil).items()
    }
    content = {
        "folder": PACKAGE_FOLDER.name,
        "editable": list(dict.fromkeys(question["file"] for question in questions.values())),
        "questions": questions,
        "files": texts,
        "runner": (WEB / "runner.py").read_text(encoding="utf-8"),
    }
    return json.dumps(content, ensure_ascii=False, indent=0).encode()


def with_workbenches(page: str, site: Mapping, script: str, style: str) -> str:
    """The page with its script, and a sentence for browsers in which that does not start."""
    described = json.dumps(site).replace("<", "\\u003c")
    head = (
        f'<link rel="stylesheet" href="{style}">\n'
        f'<script type="application/json" id="browser-site">{described}</script>\n'
        f'<script type="module" src="{script}"></script>\n</head>'
    )
    note = f'<p id="browser-note" role="alert">{html.escape(NOTE)}</p>\n</header>'
    return _replaced(_replaced(page, "</head>", head), "</header>", note)


def _served_here(python, core):
    """Pyodide's own files, where their address is one beside the page."""
    here = [file for file in python.core if "://" not in file.address]
    return {file.address: (core / file.name).read_bytes() for file in here}


def _replaced(page, old, new):
    if page.count(old) != 1:
        raise CannotBuild(f"the homework's page must hold one {old}, not {page.count(old)}")
    return page.replace(old, new)


def _named_by_hash(name, data):
    path = pathlib.PurePath(name)
    return f"{path.stem}.{hashlib.sha256(data).hexdigest()[:12]}{path.suffix}", data


def _service_worker(tree):
    digest = hashlib.sha256()
    for path, data in sorted(tree.items()):
        digest.update(f"{path}\0{len(data)}\0".encode() + data)
    site = {"version": digest.hexdigest()[:12], "files": sorted(tree.keys() - {PAGE})}
    return f"const SITE = {json.dumps(site)};\n".encode() + (WEB / "sw.js").read_bytes()
