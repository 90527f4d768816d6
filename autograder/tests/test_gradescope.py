"""The Gradescope side, in this process: metadata, limit, leaderboard, and the run."""

import datetime
import io
import json
import random
import re
import subprocess
import sys
import zipfile

import jsonschema
import pytest

from autograder.assignment.leaderboard import EXAMPLE, NoChoice, leaderboard, read_choice
from autograder.build.leaks import leaks, solution_lines
from autograder.build.stencil import STENCIL, read_tree, stencil_tree
from autograder.core import settings
from autograder.core.homework import SOLUTION
from autograder.gradescope.bundle import sealing
from autograder.gradescope.bundle.contents import RUNNABLE, bundle_tree, bundle_zip
from autograder.gradescope.limit import graded_times, over_limit
from autograder.gradescope.metadata import Metadata, read_metadata, when
from autograder.gradescope.run import add_leaderboard
from autograder.grading.grade import grade_submission
from autograder.grading.reference import Reference
from autograder.intake.package import find_package

from .conftest import TESTS, TOTAL

SCHEMA = json.loads((TESTS / "gradescope_schema.json").read_text())
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
ROW = {
    "name": "train", "number": "5.3", "score": 4.0, "max_score": 9.0, "status": "failed",
    "output": "off", "output_format": "text", "visibility": "visible",
    "extra_data": {"status": "partial"},
}  # fmt: skip
SECRET = b"known to the tests alone"


def metadata_of(tmp_path, document):
    path = tmp_path / "submission_metadata.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return read_metadata(path)


def submitted(at, *earlier, results=None):
    """Metadata of one submission after others, which came at a time and had a score."""
    return {
        "id": 1,
        "created_at": at,
        "users": [{"name": "A"}, {"name": "B"}],
        "previous_submissions": [
            {"submission_time": time, "score": score, "results": results} for time, score in earlier
        ],
    }


def limited(submissions, more=""):
    """Settings with a limit in 24 hours; 0 is none."""
    return settings.parse(f'title = "x"\n[limit]\nsubmissions = {submissions}\n{more}')


EARLIER = [("2026-11-24T08:00:00+01:00", 50), ("2026-11-24T09:00:30.123456+01:00", "61.5")]


def test_one_over_the_limit_keeps_the_score_and_hears_when_the_next_counts(tmp_path):
    """Two in 24 hours: the third keeps the second's score and rows, and is told the time."""
    document = submitted("2026-11-24T10:00:00+01:00", *EARLIER, results={"tests": [ROW]})
    kept = over_limit(metadata_of(tmp_path, document), limited(2))
    jsonschema.validate(kept, SCHEMA)
    assert kept["score"] == 61.5 and kept["tests"] == [ROW]
    assert "2 submissions are graded in any 24 hours. Your score of 61.5 stays." in kept["output"]
    assert "from 25 November, 08:00 (UTC+0100) on is graded" in kept["output"]


def test_within_the_limit_a_submission_is_graded(tmp_path):
    """Fewer in the time, no limit, no earlier score, or no times: it is graded."""
    day_after = metadata_of(tmp_path, submitted("2026-11-25T08:00:00+01:00", *EARLIER))
    assert over_limit(day_after, limited(2)) is None
    same_day = metadata_of(tmp_path, submitted("2026-11-24T10:00:00+01:00", *EARLIER))
    assert over_limit(same_day, limited(3)) is None and over_limit(same_day, limited(0)) is None
    failed = [(time, None) for time, _ in EARLIER]
    unscored = metadata_of(tmp_path, submitted("2026-11-24T10:00:00+01:00", *failed))
    assert over_limit(unscored, limited(1)) is None
    assert over_limit(metadata_of(tmp_path, {}), limited(1)) is None


def test_a_regrade_comes_to_the_same(tmp_path):
    """Submissions that came later, which a regrade sees, change nothing."""
    later = [*EARLIER, ("2026-11-24T11:00:00+01:00", 99)]
    before = over_limit(
        metadata_of(tmp_path, submitted("2026-11-24T10:00:00+01:00", *EARLIER)), limited(2)
    )
    after = over_limit(
        metadata_of(tmp_path, submitted("2026-11-24T10:00:00+01:00", *later)), limited(2)
    )
    assert before == after


def test_of_a_total_that_is_not_shown_the_limit_tells_nothing(tmp_path):
    """Where a question is hidden, the score that stays is not named; a leaderboard entry stays."""
    entries = [{"name": "batch size", "value": 8, "order": "asc"}]
    results = {"tests": [dict(ROW, visibility="hidden")], "leaderboard": entries}
    document = submitted("2026-11-24T10:00:00+01:00", *EARLIER, results=results)
    kept = over_limit(metadata_of(tmp_path, document), limited(2, '[visibility]\n"5.3" = "hidden"'))
    assert "61.5" not in kept["output"] and "Your score stays." in kept["output"]
    assert kept["leaderboard"] == entries


def test_a_wrong_file_does_not_count_for_the_limit(tmp_path):
    """What earned nothing leaves the try to the student."""
    document = submitted("2026-11-24T10:00:00+01:00", ("2026-11-24T09:00:00+01:00", 0))
    assert over_limit(metadata_of(tmp_path, document), limited(1)) is None


def test_who_tries_again_and_again_is_not_shut_out():
    """Those over the limit do not count: of one an hour, two in six hours are graded."""
    start = datetime.datetime(2026, 11, 24, tzinfo=datetime.timezone.utc)
    times = [start + datetime.timedelta(hours=hour) for hour in range(14)]
    counted = graded_times(times, 2, datetime.timedelta(hours=6))
    assert [time.hour for time in counted] == [0, 1, 6, 7, 12, 13]


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("2026-11-24T10:00:00+01:00", True),
        ("2026-11-24T10:00:00.1234567Z", True),
        ("2026-11-24 10:00:00 +0100", True),
        ("2026-11-24T10:00:00", False),
        ("2026-13-24T10:00:00Z", False),
        ("yesterday", False),
        (None, False),
        (3, False),
    ],
)
def test_moments_have_their_offset_or_are_not_known(text, known):
    """Python 3.10 reads them all the same; what has no offset says nothing."""
    moment = when(text)
    assert (moment is not None) == known and (not known or moment.tzinfo is not None)


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"null", b"[]", b"3", b"\xff", b"[" * 10**5, b'{"created_at": 5}',
     b'{"previous_submissions": {"a": 1}}', b'{"previous_submissions": [null, 3, [], {}]}',
     b'{"created_at": "2026-11-24T10:00:00Z", "previous_submissions": [{"score": NaN}]}'],
)  # fmt: skip
def test_odd_metadata_say_nothing(tmp_path, data):
    """Whatever stands in the file, reading it neither raises nor invents anything."""
    path = tmp_path / "submission_metadata.json"
    path.write_bytes(data)
    read = read_metadata(path)
    assert read.earlier == () and over_limit(read, limited(1)) is None
    assert read_metadata(tmp_path / "nowhere.json") == Metadata()


def test_mangled_metadata_leave_valid_results(tmp_path):
    """Of five hundred mangled histories, each gives a valid document or a submission to grade."""
    rng = random.Random(7)
    odd = [None, -1, "x", [], {}, 1e999, True, "2026-11-24T09:30:00Z", {"tests": [ROW, {}]},
           {"tests": [dict(ROW, score="x")]}, {"tests": 3}, {"tests": [dict(ROW, score=True)]},
           {"tests": [dict(ROW, score=1e999)]}, {"tests": [dict(ROW, visibility="all")]},
           {"tests": [dict(ROW, visibility=[])]}]  # fmt: skip
    kept = 0
    for _ in range(500):
        document = submitted("2026-11-24T10:00:00+01:00", *EARLIER, results={"tests": [ROW]})
        for _ in range(rng.randint(1, 3)):
            target = rng.choice(
                [document, *filter(None, [rng.choice(document["previous_submissions"])])]
            )
            if isinstance(target, dict):
                key = rng.choice([*target, "autograder_error"])
                target[key] = rng.choice(odd) if key != "previous_submissions" else target[key]
        path = tmp_path / "submission_metadata.json"
        path.write_text(json.dumps(document))
        result = over_limit(read_metadata(path), limited(1))
        if result is not None:
            kept += 1
            VALIDATOR.validate(json.loads(json.dumps(result, allow_nan=False)))
    assert 100 < kept < 500


def submission_with(solution_files, line):
    path = "backprop/sgd.py"
    return find_package("x", solution_files | {path: solution_files[path] + line}, ())


def entries(workers, submission):
    report = grade_submission(submission, workers, only=["5.3"], seed=1)
    found, told = leaderboard(report, workers, Reference())
    jsonschema.validate(found, SCHEMA["properties"]["leaderboard"])
    return {entry["name"]: entry["value"] for entry in found}, told


def test_a_learning_rate_of_ones_own_shows_on_the_leaderboard(workers, solution_files):
    """The values come from the named numbers, and from the grader's own training."""
    line = b'\nLEADERBOARD = {"learning_rate": 0.5, "batch_size": 16}\n'
    own, told = entries(workers, submission_with(solution_files, line))
    assert own["learning rate"] == 0.5 and own["batch size"] == 16 and told == ""
    common, _ = entries(workers, submission_with(solution_files, f"\n{EXAMPLE}\n".encode()))
    assert own["steps to a loss of 0.2"] < common["steps to a loss of 0.2"]
    assert 80 < common["test accuracy, %"] <= 100


def test_the_leaderboard_cannot_be_forged(workers, solution_files):
    """Claims beside the two numbers lead to no entry, and neither does a wrong 5.3."""
    line = b'\nLEADERBOARD = {"test accuracy, %": 100, "learning_rate": 1, "batch_size": 8}\n'
    claimed, told = entries(workers, submission_with(solution_files, line))
    assert claimed == {} and "You are not on the leaderboard" in told
    wrong = b"\ndef train(*arguments):\n    return [], []\n"
    assert entries(workers, submission_with(solution_files, wrong)) == ({}, "")


def test_who_names_no_numbers_is_told_how_to_take_part(workers, solution_files, tmp_path):
    """Without LEADERBOARD there is no entry, and the student's page shows what to write."""
    submission = submission_with(solution_files, b"\n")
    report = grade_submission(submission, workers, only=["5.3"], seed=1)
    add_leaderboard(report, workers, tmp_path / "results.json")
    document = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
    told = (
        f"You are not on the leaderboard: sgd.py has no LEADERBOARD; to take part, write {EXAMPLE}."
    )
    assert document["leaderboard"] == []
    assert document["output"] == f"{report.document['output']}\n\n{told}"


@pytest.mark.parametrize(
    ("named", "why"),
    [
        ([0.1, 32], "another form than"),
        ({"learnig_rate": -1, "batch_size": 8}, "other keys"),
        ({"learning_rate": -1, "batch_size": 3}, "learning_rate must be a number above 0"),
        ({"learning_rate": float("nan"), "batch_size": 3}, "learning_rate must be a number"),
        ({"learning_rate": True, "batch_size": 3}, "learning_rate must be a number"),
        ({"learning_rate": 1, "batch_size": 3.5}, "batch_size must be a whole number from 1 to"),
        ({"learning_rate": 1, "batch_size": 10**9}, "batch_size must be a whole number from 1 to"),
    ],
)
def test_a_choice_that_is_amiss_is_named(named, why):
    """Nobody is on the leaderboard with numbers that are not their own."""
    with pytest.raises(NoChoice, match=why):
        read_choice(named)


def test_no_row_tells_what_is_hidden(monkeypatch, workers, solution_files):
    """A visible question that borrows for a hidden one does not name it; nor is there an entry."""
    chosen = settings.parse('title = "x"\n[visibility]\n"2.6" = "hidden"\n"5.3" = "hidden"')
    monkeypatch.setattr(settings, "load", lambda: chosen)
    files = dict(solution_files)
    files["backprop/jacobians.py"] += b"\ndef mse_gradient(y_hat, y):\n    return y_hat\n"
    submission = find_package("x", files, ())
    report = grade_submission(submission, workers, only=["2.6", "4.3", "5.3"], seed=1)
    rows = {row["number"]: row for row in report.rows}
    assert rows["2.6"]["score"] == 0 and rows["4.3"]["score"] == rows["4.3"]["max_score"]
    assert "mse_gradient" not in rows["4.3"]["output"] + report.document["output"]
    assert leaderboard(report, workers, Reference()) == ([], "")


def lay_out(folder, files):
    """A folder as /autograder is, with a submission in it."""
    (folder / "results").mkdir(parents=True)
    for name, data in files.items():
        path = folder / "submission" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def run(folder, script=None):
    """Run grade.py of an unpacked bundle, as run_autograder does."""
    script = script or folder.parent / "source" / "grade.py"
    if not script.exists():
        with zipfile.ZipFile(io.BytesIO(bundle_zip(SECRET))) as archive:
            archive.extractall(script.parent)
    done = subprocess.run(
        [sys.executable, "-I", "-B", script, folder],
        capture_output=True, text=True, check=False, cwd="/", env={"PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    document = json.loads((folder / "results" / "results.json").read_text(encoding="utf-8"))
    jsonschema.validate(document, SCHEMA)
    return done, document


def test_the_unpacked_bundle_grades_by_itself(tmp_path, solution_files):
    """Nothing but the zip's own files is needed: the solution has full points."""
    done, document = run(lay_out(tmp_path / "autograder", solution_files))
    assert done.returncode == 0, done.stderr
    assert document["score"] == TOTAL and f"{TOTAL:g} of {TOTAL:g} points" in done.stdout


@pytest.mark.parametrize("files", [None, {}], ids=["no folder", "an empty folder"])
def test_no_submission_at_all_has_results(tmp_path, files):
    """Where Gradescope hands over nothing, results.json is there all the same."""
    folder = lay_out(tmp_path / "autograder", files or {})
    if files == {}:
        (folder / "submission").mkdir()
    done, document = run(folder)
    assert done.returncode == 0 and document["score"] == 0


def changed_bundle(folder, path, old, new):
    with zipfile.ZipFile(io.BytesIO(bundle_zip(SECRET))) as archive:
        archive.extractall(folder)
    target = folder / path
    text = target.read_text(encoding="utf-8")
    assert old in text
    target.write_text(text.replace(old, new), encoding="utf-8")
    return folder / "grade.py"


def test_a_grader_that_fails_says_whose_fault_it_is(tmp_path, solution_files):
    """Where the kit itself is broken, results.json says so, and the exit status is 0."""
    script = changed_bundle(
        tmp_path / "source", "autograder/grading/session.py", "import math", "import mth"
    )
    done, document = run(lay_out(tmp_path / "autograder", solution_files), script)
    assert done.returncode == 0 and "ModuleNotFoundError" in done.stderr
    assert "a fault of ours, not of yours" in document["output"]


def test_the_run_ends_by_itself_when_its_time_is_up(tmp_path, solution_files):
    """A grader that hangs is stopped by a signal; what was graded stands, the rest is pending."""
    script = changed_bundle(
        tmp_path / "source", "autograder/assignment/part_2_jacobians/questions.py",
        '"""softmax_jacobian"""', '"""softmax_jacobian"""\n        while True: pass',
    )  # fmt: skip
    run_py = script.parent / "autograder" / "gradescope" / "run.py"
    text = run_py.read_text(encoding="utf-8")
    run_py.write_text(re.sub(r"settings.load\(\).run_seconds \+ GRACE_SECONDS", "5", text))
    done, document = run(lay_out(tmp_path / "autograder", solution_files), script)
    assert done.returncode != 0
    statuses = {row["number"]: row["extra_data"]["status"] for row in document["tests"]}
    assert statuses["1.1"] == "passed" and statuses["2.5"] == "pending"


def test_limit_and_leaderboard_work_in_the_bundle(tmp_path, solution_files):
    """With both on in settings.toml, a submission has entries, and one over the limit its score."""
    script = changed_bundle(
        tmp_path / "source",
        "autograder/assignment/settings.toml",
        "submissions = 0",
        "submissions = 2",
    )
    toml = script.parent / "autograder" / "assignment" / "settings.toml"
    toml.write_text(toml.read_text().replace("shown = false", "shown = true"))
    sgd = {"backprop/sgd.py": solution_files["backprop/sgd.py"] + f"\n{EXAMPLE}\n".encode()}
    folder = lay_out(tmp_path / "autograder", solution_files | sgd)
    metadata = folder / "submission_metadata.json"
    metadata.write_text(json.dumps(submitted("2026-11-24T10:00:00+01:00")))
    _, document = run(folder, script)
    assert document["score"] == 100 and len(document["leaderboard"]) == 4
    metadata.write_text(json.dumps(submitted("2026-11-24T10:00:00+01:00", *EARLIER)))
    _, document = run(folder, script)
    assert document["score"] == 61.5 and document["extra_data"] == {"over_limit": True}


def test_the_bundle_is_the_same_bytes_each_time(monkeypatch, tmp_path):
    """Two builds agree byte for byte; scripts at the root can be run, nothing encloses them."""
    first, second = bundle_zip(SECRET), bundle_zip(SECRET)
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        modes = {entry.filename: entry.external_attr >> 16 & 0o777 for entry in archive.infolist()}
    assert {name for name, mode in modes.items() if mode & 0o111} == RUNNABLE
    assert {"setup.sh", "run_autograder", "grade.py", "requirements.txt"} <= modes.keys()


def test_scripts_have_the_line_ends_that_a_shell_reads():
    """No carriage return in what Gradescope runs, and a first line that names the shell."""
    for name in RUNNABLE:
        data = bundle_tree()[name]
        assert data.startswith(b"#!/usr/bin/env bash\n") and b"\r" not in data


def test_the_bundle_holds_no_tests_and_no_builder():
    """What staff use at home is not sent: neither wrong versions nor right variants."""
    folders = {path.split("/")[1] for path in bundle_tree() if path.startswith("autograder/")}
    assert folders.isdisjoint({"tests", "build", "verify", "bundle", "batch", "handout"})


def test_no_line_of_the_solution_is_outside_the_bundle():
    """What students get holds no solution; the bundle holds it, sealed, in one folder."""
    assert leaks(stencil_tree()) == []
    secret = solution_lines(read_tree(SOLUTION))
    assert len(secret) > 100
    assert set(read_tree(STENCIL)) >= {"backprop/jacobians.py"}


def test_a_bundle_is_refused_where_a_gate_fails(monkeypatch, tmp_path, console):
    """A grader that a wrong answer passes is not written."""
    monkeypatch.setattr(sealing, "BUNDLE", tmp_path / "autograder.zip")
    monkeypatch.setattr(sealing, "SEAL", tmp_path / "gates.txt")
    (tmp_path / "autograder.secret").write_bytes(SECRET)
    held = iter([False, True])
    monkeypatch.setattr(sealing, "verify_grading", lambda *_: next(held))
    with pytest.raises(sealing.GatesFailed, match="was not written"):
        sealing.build_bundle(console)
    assert not sealing.BUNDLE.exists()
    sealing.build_bundle(console)
    assert sealing.BUNDLE.read_bytes() == bundle_zip(SECRET)
    sealing.build_bundle(console)  # the gates held for these sources: they are not tried again


@pytest.fixture
def console():
    from rich.console import Console

    return Console(file=io.StringIO())


def test_gates_that_fail_are_found_by_the_real_check(monkeypatch, console):
    """verify_grading itself says no where the stencil scores points."""
    from autograder.verify import command, gates

    monkeypatch.setattr(gates, "STENCIL", SOLUTION)
    monkeypatch.setattr(gates, "targets_of_questions", lambda numbers: {})
    monkeypatch.setattr(command, "_kills", lambda *_: [])
    assert not command.verify_grading(console, seeds=1)
    assert "question 1.1 is passed" in console.file.getvalue()


def test_hidden_questions_stay_hidden_in_the_results(monkeypatch, workers, solution_files):
    """Visibility comes from the settings, for the row and for its words."""
    chosen = settings.parse('title = "x"\n[visibility]\n"2.5" = "after_due_date"')
    monkeypatch.setattr(settings, "load", lambda: chosen)
    files = {p: d.replace(b"np.outer", b"np.inner") for p, d in solution_files.items()}
    report = grade_submission(find_package("x", files, ()), workers, only=["2.5", "2.6"], seed=1)
    rows = {row["number"]: row for row in report.rows}
    assert rows["2.5"]["visibility"] == "after_due_date"
    assert "returned" not in rows["2.5"]["output"]
    assert rows["2.6"]["visibility"] == "visible"
    assert "1 question, of 3 points, is shown after the due date." in report.document["output"]


def test_what_is_handed_out_beside_the_package_is_known_on_gradescope():
    """So no test of a handed-in stencil counts as a function that a student wrote."""
    names = {path.rpartition("/")[2] for path in bundle_tree() if path.startswith("solution/")}
    handed_out = {path.rpartition("/")[2] for path in read_tree(STENCIL) if path.endswith(".py")}
    assert handed_out <= names
