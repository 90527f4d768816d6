"""Grade hostile files in one process, and say what came of each.

python -m autograder.tests.hostile_run RESULTS_FOLDER [SUBMISSION_PACKAGE]

It reads the names of attacks, a line each, and writes a line of JSON for each of them, after
one about itself; at the end of its input, one about what it leaves behind.

Each attack of the folder `hostile` is a source with a header: what it does, which
question it stands in, and its verdict. "0": the question must earn nothing. "full":
the attack is harmless, and the right answer below it keeps its points. The source is
appended to that question's module of a right submission; with `file: name` in the
header it is a file of its own. In the source, __SOLUTION__, __RESULTS__ and __GRADER__
become the places and the pid that an attacker would like to know.
"""

from __future__ import annotations

import json
import os
import pathlib
import re
import resource
import sys
import time
import traceback
from dataclasses import dataclass

from autograder.core.records import ask
from autograder.sandbox.confinement import protect_grader
from autograder.sandbox.linux import PR_SET_CHILD_SUBREAPER, prctl
from autograder.sandbox.workers import Workers
from autograder.tests.wrong_versions import MODULES

FOLDER = pathlib.Path(__file__).parent / "hostile"
SCHEMA = pathlib.Path(__file__).parent / "gradescope_schema.json"
DEADLINE_SECONDS = 1.5
# A grader that is talked into more than this fails, and the machine does not.
GRADER_BYTES = 3 * 2**30


@dataclass(frozen=True)
class Attack:
    """A hostile source; `verdict` is "0" or "full", `file` is empty or a file of its own."""

    name: str
    attack: str
    question: str
    verdict: str
    file: str
    source: str

    @property
    def honest(self) -> str:
        """A question of another part, whose points must not suffer."""
        return "2.1" if self.question.startswith("3.") else "3.1"

    def applied_to(self, files: dict[str, bytes], places: dict[str, str]) -> dict[str, bytes]:
        """A submission's files with the attack in them."""
        source = self.source
        for mark, place in places.items():
            source = source.replace(mark, place)
        if self.file:
            return files | {self.file: source.encode()}
        path = f"backprop/{MODULES[self.question.partition('.')[0]]}.py"
        return files | {path: files[path] + b"\n\n" + source.encode()}


def attacks() -> list[Attack]:
    """All attacks in the folder."""
    return [_read(path) for path in sorted(FOLDER.glob("*.py"))]


def _read(path):
    source = path.read_text(encoding="utf-8")
    header = dict(line.split(": ", 1) for line in source.split('"""')[1].splitlines() if line)
    return Attack(
        path.stem,
        header["attack"],
        header["question"],
        header["verdict"],
        header.get("file", ""),
        source,
    )


class Range:
    """Where the attacks are let loose: one clean process for all of them, while it lives."""

    def __init__(self, results: pathlib.Path, package: pathlib.Path):
        self.workers = Workers()
        self.protections = self.workers.protections()
        self.results = results
        self.files = {
            f"backprop/{path.name}": path.read_bytes()
            for path in package.iterdir()
            if path.is_file()
        }
        protect_grader()
        resource.setrlimit(resource.RLIMIT_AS, (GRADER_BYTES, GRADER_BYTES))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.workers.__exit__()

    def try_out(self, attack: Attack) -> dict:
        """Grade one attack and an honest question; what came of it."""
        from autograder.core.homework import PACKAGE_FOLDER
        from autograder.grading.grade import grade_submission
        from autograder.intake.package import find_package

        path = self.results / f"{attack.name}.json"
        places = {
            "__SOLUTION__": str(PACKAGE_FOLDER),
            "__RESULTS__": str(self.results),
            "__GRADER__": str(os.getpid()),
        }
        submission = find_package("hostile", attack.applied_to(self.files, places), ())
        started, crash, rows = time.monotonic(), "", ()
        measured = _forget_peak()
        try:
            only = [attack.question, attack.honest]
            rows = grade_submission(submission, self.workers, path, only).rows
        except Exception:
            crash = traceback.format_exc()
        return {
            "rows": {row["number"]: row for row in rows},
            "crash": crash,
            "complaint": complaint(path),
            "seconds": round(time.monotonic() - started, 2),
            "peak megabytes": _peak_megabytes() if measured else None,
            "zygote died": self.replace_dead_zygote(),
            "left": self.left(),
        }

    def replace_dead_zygote(self) -> bool:
        """Whether the attack has ended the clean process; the next one gets another."""
        try:
            with self.workers.start({}, 5.0) as worker:
                worker.started.status()  # and what was ended before has ended by then
                return False
        except (OSError, RuntimeError):
            self.workers.__exit__()
            self.workers = Workers()
            return True

    def left(self) -> list[str]:
        """What runs beside the one process that holds a submission, by now an empty one."""
        _host, *others = started = _children(self.workers.starter.zygote.pid)
        return others + [child for pid in started for child in _children(pid)]

    def uid_of_a_worker(self) -> int:
        """The real user of a worker, as the kernel says it."""
        with self.workers.start({}, 20.0) as worker:
            # When it answers, it has given up what it gives up.
            worker.observe(ask("", "self_test", unreadable=[], unwritable=[]))
            status = pathlib.Path(f"/proc/{worker.started.pid}/status").read_text()
        return int(re.search(r"^Uid:\s+(\d+)", status, re.MULTILINE)[1])


def complaint(path: pathlib.Path) -> str:
    """What is wrong with a results.json by Gradescope's schema; empty where nothing is."""
    import jsonschema

    try:
        document = json.loads(path.read_text(encoding="utf-8"), parse_constant=_no_constant)
        jsonschema.validate(document, json.loads(SCHEMA.read_text(encoding="utf-8")))
    except (OSError, ValueError, jsonschema.ValidationError) as error:
        return f"{type(error).__name__}: {str(error)[:500]}"
    return ""


def _no_constant(name):
    raise ValueError(f"{name} is no JSON")


def _children(pid):
    return pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


def _forget_peak():
    """Have the kernel count this process's largest size anew, where it may be asked to."""
    try:
        pathlib.Path("/proc/self/clear_refs").write_text("5")
    except OSError:
        return False
    return True


def _peak_megabytes():
    status = pathlib.Path("/proc/self/status").read_text()
    return int(re.search(r"^VmHWM:\s+(\d+)", status, re.MULTILINE)[1]) // 1024


def _shorten_deadlines():
    from autograder.grading.questions import question_classes
    from autograder.sandbox import deadlines

    for question_class in question_classes():
        question_class.deadline = DEADLINE_SECONDS
    deadlines.CLOCK_FACTOR = 4.0


def main(results: str, package: str = ""):
    """Try out the attacks that are named, one after another."""
    say = _private_output()
    # Whatever outlives the clean process becomes a child of this one, and is seen.
    prctl(PR_SET_CHILD_SUBREAPER, 1)
    from autograder.core.homework import PACKAGE_FOLDER

    known = {attack.name: attack for attack in attacks()}
    with Range(pathlib.Path(results), pathlib.Path(package or PACKAGE_FOLDER)) as ground:
        _shorten_deadlines()
        say({"protections": ground.protections.described(), "uid": ground.uid_of_a_worker()})
        for name in sys.stdin:
            say(ground.try_out(known[name.strip()]))
    say({"strays": _children(os.getpid())})


def _private_output():
    """Writes to the standard output, where nothing else is written any more."""
    stream = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    return lambda value: print(json.dumps(value), file=stream, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
