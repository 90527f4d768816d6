"""Fuzz intake, wire, roster, judges and reports for as long as you like, with a seed.

python -m autograder.tests.fuzz_run [--seconds 600] [--seed 1]

Whatever the bytes, each of them comes to a result within its bounds. What does not is
printed with the seed of its case, and the exit status is then 1.
"""

from __future__ import annotations

import argparse
import collections
import contextlib
import csv
import io
import json
import pathlib
import random
import shutil
import sys
import tempfile
import time
import traceback
import warnings
import zipfile
from collections.abc import Callable

import numpy as np

from autograder.batch.reports.gradebook import gradebook
from autograder.batch.reports.page import class_page, student_page
from autograder.batch.reports.regrade import compared, regrade_table
from autograder.batch.reports.standing import Standing
from autograder.batch.roster import NoSubmissions, read_roster
from autograder.batch.roster.export import parse_metadata
from autograder.batch.roster.names import folder_names
from autograder.batch.roster.places import Unreadable
from autograder.batch.roster.records import Entry, Student
from autograder.core.homework import PACKAGE_FOLDER, package_files
from autograder.core.records import Observation, Raised
from autograder.core.untrusted import FORMULA_SIGNS
from autograder.grading.judging.outcome import outcome_of
from autograder.intake import handed_in
from autograder.wire import Refused, decode, encode

SOURCES = {f"backprop/{name}": data for name, data in package_files(PACKAGE_FOLDER).items()}
TEXTS = ["", "x", "Hint: award", "\n", "\r\n", "\u2028", "\u202e", "=1+1", ";", ",", "\t", '"', "²",
         "goodmüller", "9" * 30, "\0", "\x1b[2J", "<script>", "{{ 1 }}", "backprop", "sgd.py",
         "..", "/", "\\", "-0123456789abcdef", "ADA", "ada", "null", "~",
         "*a", "&a", "[", "%"]  # fmt: skip
ODD = [None, True, 0, -1, 2**63 - 1, 0.5, float("nan"), float("inf"), 1e308, "", "x", b"x", [], (),
       {}, np.zeros(0), np.zeros((2, 0)), np.ones(3), np.full((2, 2), np.nan), np.array(1.0),
       np.ones((1,) * 8), np.array([True]), np.array([1j])]  # fmt: skip

Case = Callable[[random.Random, pathlib.Path], str]


def text(rng: random.Random) -> str:
    """A text out of pieces that have done harm somewhere."""
    return "".join(rng.choice(TEXTS) for _ in range(rng.randrange(1, 6)))


def value(rng: random.Random, depth: int = 0):
    """Plain data of any form."""
    kind = rng.random()
    if depth > 5 or kind < 0.4:
        return rng.choice(ODD)
    if kind < 0.5:
        return text(rng)
    parts = [value(rng, depth + 1) for _ in range(rng.randrange(4))]
    if kind < 0.7:
        return parts
    if kind < 0.9:
        return tuple(parts)
    return {text(rng): part for part in parts}


def mangled(rng: random.Random, data: bytes) -> bytes:
    """Bytes with some changed, cut off, doubled or put in."""
    found = bytearray(data)
    for _ in range(rng.randrange(1, 8)):
        place = rng.randrange(len(found) + 1)
        kind = rng.randrange(5)
        if kind == 0:
            found[place : place + 1] = bytes([rng.choice([0, 1, 127, 128, 255])])
        elif kind == 1:
            del found[place : place + rng.choice([1, 4, 1000])]
        elif kind == 2:
            found[place:place] = found[place : place + rng.choice([1, 16, 500])]
        elif kind == 3:
            found[place:place] = rng.choice(TEXTS).encode() * rng.choice([1, 50])
        else:
            found[place:place] = rng.randbytes(rng.choice([1, 4, 64]))
    return bytes(found)


def zipped(rng: random.Random, files: dict[str, bytes]) -> bytes:
    """A zip, whose entries are packed in any way, and whose names may be double."""
    data = io.BytesIO()
    methods = [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(data, "w") as archive:
            for name, content in files.items():
                method = rng.choice(methods) if rng.random() < 0.2 else zipfile.ZIP_DEFLATED
                archive.writestr(zipfile.ZipInfo(name.replace("\0", "") or "x"), content, method)
    return data.getvalue()


def some_files(rng: random.Random) -> dict[str, bytes]:
    files = dict(rng.sample(sorted(SOURCES.items()), rng.randrange(1, 5)))
    for name in list(files):
        if rng.random() < 0.3:
            files[name] = mangled(rng, files[name])
    if rng.random() < 0.3:
        cells = [{"cell_type": "code", "source": [text(rng), "def train(): pass\n"]}] * 3
        notebook = json.dumps({"cells": cells}).encode()
        files[f"{text(rng)}.ipynb"] = mangled(rng, notebook) if rng.random() < 0.5 else notebook
    if rng.random() < 0.2:
        files["inner.zip"] = mangled(rng, zipped(rng, dict(list(SOURCES.items())[:2])))
    if rng.random() < 0.4:
        files[f"{text(rng)}/{text(rng)}.py"] = text(rng).encode("utf-8", "replace") * 50
    return files


def fuzz_intake(rng, folder) -> str:
    """A zip or a folder, read as intake reads it (without the child: it is what must hold)."""
    path = folder / "work.zip"
    data = zipped(rng, some_files(rng))
    path.write_bytes(mangled(rng, data) if rng.random() < 0.5 else data)
    submission = handed_in.submission_at(path)
    assert all(note.isprintable() for note in submission.notes)
    assert all(type(data) is bytes for data in submission.sources.values())
    return "empty" if submission.empty else "read"


def fuzz_wire(rng, folder) -> str:
    """Bytes of any value, mangled: plain data, or refused."""
    frame = encode(value(rng))
    try:
        decode(mangled(rng, frame) if rng.random() < 0.5 else frame)
    except Refused:
        return "refused"
    return "decoded"


def fuzz_judges(rng, folder) -> str:
    """Any value for any case: a verdict, and words of which the kit's alone begin at the left."""
    from autograder.tests.cases import all_cases
    from autograder.tests.test_fuzz import judged, near_miss, right_answer

    index = rng.randrange(len(all_cases()))
    _, family, case = all_cases()[index]
    answer = value(rng) if rng.random() < 0.5 else near_miss(rng, right_answer(index))
    said = text(rng)
    kind = rng.choice(["returned", "returned", "raised", "refused", "missing"])
    seen = Observation(kind, decode(encode(answer)), Raised(said, said, said, 1, said), said, said)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = judged(family, case, seen)
        outcome = outcome_of(found, 3.0)
    assert not any(line.startswith("Hint: award") for line in outcome.words.splitlines())
    return found[-1].verdict.status


def fuzz_metadata(rng, folder) -> str:
    """A metadata file, mangled; what it says can be put into every table."""
    lines = []
    for number in range(rng.randrange(1, 5)):
        score = rng.choice(["1", ".nan", "9" * 400, f"*a{number}", json.dumps(text(rng))])
        sid = rng.choice(["007", "9" * 5000, "~", json.dumps(text(rng))])
        submitter = f"{{':name': {json.dumps(text(rng))}, ':sid': {sid}}}"
        lines.append(
            f"{json.dumps(text(rng))}:\n  :submitters: &a{number}\n  - {submitter}\n"
            f"  :score: {score}\n"
            f"  :results: {{':score': 1, ':tests': [{{':number': '2.5', ':score': 1}}]}}\n"
        )
    data = "".join(lines).encode("utf-8", "replace")
    metadata = parse_metadata(mangled(rng, data) if rng.random() < 0.4 else data)
    standings = [
        Standing(Entry(name, "f", None, known.students, known.recorded), known.recorded)
        for name, known in metadata.submissions.items()
    ]
    harmless(gradebook(standings))
    harmless(regrade_table(compared(standings, standings)))
    assert class_page(standings)
    return "unreadable" if metadata.warnings else "read"


def fuzz_roster(rng, folder) -> str:
    """An export, mangled: a class, each submission in a folder of its own, or a sentence."""
    names = {text(rng) for _ in range(rng.randrange(1, 5))}
    files = {f"e/{name}/{path}": data for name in names for path, data in some_files(rng).items()}
    if rng.random() < 0.5:
        files["e/submission_metadata.yml"] = text(rng).encode("utf-8", "replace")
    path = folder / "export.zip"
    data = zipped(rng, files)
    path.write_bytes(mangled(rng, data) if rng.random() < 0.6 else data)
    try:
        roster = read_roster(path)
    except NoSubmissions:
        return "no class"
    for entry in roster.entries:
        with contextlib.suppress(Unreadable):
            if entry.place:
                with entry.place.opened() as place:
                    assert place.exists()
    folders = [entry.folder.lower() for entry in roster.entries]
    assert len(set(folders)) == len(folders)
    assert len({entry.name for entry in roster.entries}) == len(folders)
    return "a class"


def fuzz_names(rng, folder) -> str:
    """Names, and the folders of others as names: no two folders alike."""
    names = [text(rng) for _ in range(rng.randrange(1, 30))]
    names += [rng.choice(list(folder_names(names).values())) for _ in range(5)]
    found = folder_names(dict.fromkeys(names))
    assert len({one.lower() for one in found.values()}) == len(found)
    return "named"


def fuzz_reports(rng, folder) -> str:
    """Standings with any texts: every page and table, no markup, no formula, no forged hint."""
    row = {
        "number": rng.choice(["2.5", text(rng)]), "name": text(rng), "score": 1.0,
        "max_score": 4.0, "status": "failed", "visibility": "visible", "output": text(rng),
        "extra_data": {"status": rng.choice(["wrong", "todo"]), "hint": "h", "mistake": "m"},
    }  # fmt: skip
    extra = {"made_from": {}}
    document = {"score": 1.0, "output": text(rng), "tests": [row], "extra_data": extra}
    student = Student(text(rng), text(rng), text(rng))
    standing = Standing(Entry(text(rng), "f", None, (student,)), document)
    harmless(gradebook([standing]))
    harmless(regrade_table(compared([standing], [Standing(standing.entry, None)])))
    for page in (class_page([standing], [text(rng)]), student_page(standing)):
        assert "<script>" not in page
    return "reported"


def harmless(table: str):
    """No cell of a CSV is a formula, whatever separates the cells."""
    for separator in ",;\t":
        reader = csv.reader(
            io.StringIO(table.removeprefix("\ufeff"), newline=""), delimiter=separator
        )
        for line in reader:
            for cell in line:
                number = cell.replace("-", "", 1).replace(".", "", 1).isdecimal()
                assert number or not cell.lstrip().startswith(FORMULA_SIGNS), cell


CASES: dict[str, Case] = {
    "intake": fuzz_intake,
    "wire": fuzz_wire,
    "judges": fuzz_judges,
    "metadata": fuzz_metadata,
    "roster": fuzz_roster,
    "names": fuzz_names,
    "reports": fuzz_reports,
}


def run(seconds: float, seed: int, cases: float = float("inf")) -> tuple[dict, list[str]]:
    """Counts of what came of the cases by their kind, and the failures as texts."""
    counts: dict[str, collections.Counter] = {kind: collections.Counter() for kind in CASES}
    failures = []
    folder = pathlib.Path(tempfile.mkdtemp(prefix="autograder-fuzz-"))
    until, number = time.monotonic() + seconds, 0
    try:
        while time.monotonic() < until and number < cases:
            kind = list(CASES)[number % len(CASES)]
            try:
                counts[kind][CASES[kind](random.Random(f"{seed} {number}"), folder)] += 1
            except Exception:
                failures.append(f"{kind}, seed '{seed} {number}'\n{traceback.format_exc()}")
            number += 1
    finally:
        shutil.rmtree(folder)
    return counts, failures


def main():
    """Fuzz, and print the counts."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    counts, failures = run(arguments.seconds, arguments.seed)
    for kind, found in counts.items():
        print(f"{kind:9} {found.total():7}  {dict(found.most_common())}")
    for failure in failures[:5]:
        print(failure)
    print(f"seed {arguments.seed}, {len(failures)} failures")
    sys.exit(bool(failures))


if __name__ == "__main__":
    main()
