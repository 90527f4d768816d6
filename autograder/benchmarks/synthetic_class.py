"""A class that never was, handed in as Gradescope exports it: a zip, the same for the same seed.

python -m autograder.benchmarks.synthetic_class EXPORT.zip [--size 300] [--seed 1] [--graded DIR]

A sixth is right, some are stubs, most have known mistakes out of the catalogue,
the first of each question more often than the last, and a few are hostile. The
list of submissions is as odd as real ones: groups, nulls, entries without a
folder and folders without an entry. With --graded, the folder that `autograder batch` has
graded this class into, the export records the points from there, but for a few late penalties
and regrades: try `autograder batch --compare recorded` on it.
"""

from __future__ import annotations

import argparse
import json
import pathlib
import random
import textwrap
import zipfile
from collections.abc import Mapping
from functools import lru_cache

import yaml

from autograder.build.stencil import STENCIL
from autograder.core.assignment import current
from autograder.core.homework import (
    PACKAGE,
    PACKAGE_FOLDER,
    ROOT,
    package_files,
    student_modules,
    written_names,
)
from autograder.grading.mistakes import Mistake, all_mistakes
from autograder.grading.mistakes.versions import wrong_source
from autograder.grading.reference import Reference

from .synthetic_roster import entry, recorded

HOSTILE = ROOT / "autograder" / "tests" / "hostile"
ATTACKS = ("exit_by_c", "endless_loop", "forged_kind", "garbage", "fork_bomb", "deep_recursion")

Files = dict[str, bytes]


def submission(rng: random.Random, number: int, size: int) -> Files:
    """The files of the package that one student hands in."""
    if number < min(len(ATTACKS), size // 50):
        return _hostile(ATTACKS[number])
    kind = rng.random()
    if kind < 1 / 6:
        return package_files(PACKAGE_FOLDER)
    if kind < 1 / 5:
        return stub()
    return _mistaken(rng)


def stub() -> Files:
    """The files as they are handed out."""
    return package_files(STENCIL / PACKAGE)


def _hostile(name):
    source = (HOSTILE / f"{name}.py").read_bytes()
    files = package_files(PACKAGE_FOLDER)
    largest = max(student_modules(), key=lambda file: len(written_names()[file]))
    return files | {largest: files[largest] + b"\n\n" + source}


def _mistaken(rng) -> Files:
    """The solution with one to six mistakes, and at times with its last parts unwritten."""
    files = mistaken(rng, rng.randint(1, 6))
    last = [f"{part.module}.py" for part in current().parts]
    for name in rng.choices([[], last[-1:], last[-2:]])[0]:
        files[name] = (STENCIL / PACKAGE / name).read_bytes()
    return files


def mistaken(rng: random.Random, mistakes: int) -> Files:
    """The solution with so many known mistakes, each in a function of its own."""
    files = package_files(PACKAGE_FOLDER)
    functions = list(sources_of_mistakes())
    for function in rng.sample(functions, mistakes):
        choices = sources_of_mistakes()[function]
        weights = [1 / (rank + 1) for rank in range(len(choices))]
        name = f"{function.partition('.')[0]}.py"
        files[name] += rng.choices(choices, weights)[0].encode()
    return files


@lru_cache(maxsize=1)
def sources_of_mistakes() -> Mapping[str, list[str]]:
    """For each function, texts that make its known mistakes when they stand below it."""
    found: dict[str, list[str]] = {}
    for mistake in all_mistakes():
        found.setdefault(mistake.function, []).append(_source(mistake))
    return found


def _source(mistake: Mistake) -> str:
    """The wrong function, which takes the place of the right one above it."""
    source = wrong_source([mistake], Reference().functions)
    *owner, method = mistake.target.split(".")[1:]
    if not owner:
        return f"\n\n{source}"
    body = textwrap.indent(f"{source}{owner[0]}.{method} = {method}\n", "    ")
    return f"\n\ndef _mistake():\n{body}\n_mistake()\n"


def write_export(
    path: pathlib.Path,
    size: int,
    seed: int = 1,
    stubs: bool = False,
    graded: pathlib.Path | None = None,
):
    """Write the export of a class of `size` submissions; with `stubs` all are the stencil.

    With `graded`, a folder of results, it records points that are mostly those.
    """
    rng = random.Random(seed)
    top = "assignment_1_export"
    metadata = {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(size):
            name = f"submission_{100_000 + number}"
            metadata[name] = entry(number)
            results = graded and graded / name / "results.json"
            if results and results.is_file():
                metadata[name] |= recorded(number, json.loads(results.read_text("utf-8")))
            files = stub() if stubs else submission(rng, number, size)
            for file, data in files.items():
                if file in student_modules():
                    _add(archive, f"{top}/{name}/{PACKAGE}/{file}", data)
        metadata["submission_99999"] = entry(size)  # An entry without a folder.
        if size > 10:
            del metadata["submission_100010"]  # A folder without an entry.
        text = yaml.safe_dump(metadata, allow_unicode=True, sort_keys=True)
        _add(archive, f"{top}/submission_metadata.yml", text.encode())


def _add(archive, name, data):
    archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)


def main():
    """Write the export that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("export", type=pathlib.Path)
    parser.add_argument("--size", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--graded", type=pathlib.Path, help="the folder that it was graded into")
    arguments = parser.parse_args()
    write_export(arguments.export, arguments.size, arguments.seed, graded=arguments.graded)


if __name__ == "__main__":
    main()
