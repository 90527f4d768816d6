"""Mangled bytes, from a worker or from a student, never end, hang or fool the grader."""

import contextlib
import functools
import io
import json
import os
import pathlib
import shutil
import signal
import socket
import tempfile
import zipfile

import jsonschema
import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from autograder import wire
from autograder.core.homework import PACKAGE_FOLDER, package_files, written_names
from autograder.core.records import (
    DIED,
    PASSED,
    Judged,
    Observation,
    Raised,
    Verdict,
    ask,
    single_case,
)
from autograder.grading.grade import grade, grade_submission
from autograder.grading.lending import ReferenceLender
from autograder.grading.package import Package
from autograder.grading.reference import Reference
from autograder.grading.results import OUR_FAULT
from autograder.intake import NoSubmission, read_submission, start_reading
from autograder.intake.package import find_package
from autograder.sandbox.channels import SocketChannel
from autograder.sandbox.functions import Functions
from autograder.sandbox.line import FRAME_HEADER
from autograder.sandbox.starters import Started
from autograder.sandbox.workers import Process
from autograder.wire import Refused, decode, encode
from autograder.wire.form import DTYPES
from autograder.wire.form import KINDS as KINDS_OF_REFERENCE

from .cases import all_cases

SCHEMA = json.loads((pathlib.Path(__file__).parent / "gradescope_schema.json").read_text())
KINDS = {"returned", "missing", "refused", "raised", "timeout", "died"}
SOURCES = {f"backprop/{name}": data for name, data in package_files(PACKAGE_FOLDER).items()}
WITHIN_SECONDS = 0.5


def fuzz(examples):
    """So many examples, however long each takes on a busy machine."""
    return settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))


ARRAYS = [
    np.full(shape, number).astype(dtype)
    for dtype in DTYPES
    for shape in [(), (0,), (1,), (2,), (3, 2), (2, 0, 3), (1,) * 8]
    for number in (0, 1)
] + [np.full(2, odd) for odd in (np.nan, np.inf, -np.inf, 1e-310, 5e-324, 1.7e308, -0.0)]
NUMBERS = (0, 1, -1, 2**63 - 1, -(2**63), 0.0, -0.0, 1.5, 1e-310, 1.7e308, np.nan, np.inf)
ODD = (*NUMBERS, None, True, False, "", "a", "x" * 100, b"", b"abc", [], (), {}, *ARRAYS)

INTEGERS = st.integers(-(2**63), 2**63 - 1)
references = st.builds(wire.Reference, st.sampled_from(KINDS_OF_REFERENCE), INTEGERS)
odd = st.sampled_from(ODD) | references
values = st.recursive(
    odd | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.sampled_from(["value", "object", "evaluate", "a"]), inner, max_size=3)
    ),
    max_leaves=6,
)
FIELDS = (
    "kind", "value", "raised", "reason", "printed", "changed", "type", "message", "file", "line",
    "code", "arguments", "named", "evaluate", "steps", "returned", "failed",
)  # fmt: skip
WORDS = (*KINDS, "z", "construct", "get", "set", "method", "forward_mode.Dual", "__class__")
answers = st.dictionaries(
    st.sampled_from(FIELDS),
    values | st.sampled_from(WORDS) | st.lists(odd | st.sampled_from(WORDS), max_size=3),
    max_size=6,
)


class FakeWorker:
    """The grader's side of a worker, whose answers are written by the test; no process."""

    def __init__(self, lender=None):
        self.ours, self.theirs = socket.socketpair()
        self.ended = 0
        started = Started(SocketChannel(self.ours), pid=1, end=self.end, status=self.end)
        self.process = Process(started, lambda: 0.0)
        self.worker = self.process.asked(1.0, lender, within=WITHIN_SECONDS)

    def end(self):
        assert not self.ended, "a worker was ended twice"
        self.ended += 1
        return signal.SIGKILL

    def __enter__(self):
        return self

    def __exit__(self, *_):
        with self.ours, self.theirs, self.process:
            assert self.ended == (self.worker.gone is not None)
        assert self.ended == 1

    def observe(self, monkeypatch, data):
        """What the grader makes of these bytes; the other end is closed behind them."""
        monkeypatch.setattr("autograder.sandbox.asking.secrets.token_hex", lambda _: "nonce")
        self.theirs.settimeout(WITHIN_SECONDS)
        with contextlib.suppress(OSError):
            self.theirs.sendall(data)
        self.theirs.shutdown(socket.SHUT_WR)
        return self.worker.observe(ask("jacobians.softmax_jacobian", z=np.array([1.0, 2.0])))


def framed(content):
    return FRAME_HEADER.pack(len(content)) + content


@st.composite
def mangled(draw, frames):
    """Bytes of frames with some changed, left out, doubled or put in."""
    data = bytearray(draw(frames))
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(data)))
        end = draw(st.integers(start, min(start + 8, len(data))))
        data[start:end] = draw(st.binary(max_size=8) | st.just(bytes(data[start:end]) * 2))
    return bytes(data[: draw(st.integers(0, len(data)) | st.just(len(data)))])


def with_nonce(fields):
    return framed(encode({"nonce": "nonce", "printed": "", "kind": "returned", **fields}))


def observe_fake(monkeypatch, data, lender=None):
    with FakeWorker(lender) as fake:
        observation = fake.observe(monkeypatch, data)
    assert type(observation) is Observation and observation.kind in KINDS
    assert all(type(name) is str for name in observation.changed)
    assert type(observation.printed) is str and type(observation.reason) is str
    return observation


@fuzz(1000)
@given(data=mangled(answers.map(with_nonce)))
def test_mangled_frames_become_observations(data):
    """Whatever comes over the line, an Observation comes of it, and the worker is ended once."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        observe_fake(monkeypatch, data)


@fuzz(1000)
@given(fields=answers)
def test_wellformed_frames_with_odd_fields_become_observations(fields):
    """Plain data of any shape in any field never gets past the grader as an exception."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        observe_fake(monkeypatch, with_nonce(fields))


@fuzz(300)
@given(requests=st.lists(answers, max_size=4), last=answers)
def test_odd_requests_to_borrow_become_observations(requests, last):
    """A worker may ask for anything: the lender answers, turns away, or the worker is ended."""
    lender = ReferenceLender(Reference(), ["jacobians.softmax_jacobian", "forward_mode.Dual"])
    calls = [{"evaluate": 0, "arguments": [], "named": {}, **fields} for fields in requests]
    data = b"".join(framed(encode(call)) for call in calls)
    with pytest.MonkeyPatch.context() as monkeypatch:
        observe_fake(monkeypatch, data + with_nonce(last), lender)


@fuzz(1000)
@given(
    code=st.integers(0, 20),
    shape=st.lists(st.integers(0, 2**64 - 1) | st.sampled_from([0, 1, 2**26]), max_size=9),
    data=st.binary(max_size=32),
)
def test_claimed_shapes_are_decoded_or_refused(code, shape, data):
    """No header of an array makes the decoder allocate, overflow or crash."""
    sides = b"".join(side.to_bytes(8, "little") for side in shape)
    with contextlib.suppress(Refused):
        decode(b"a" + bytes([code, len(shape)]) + sides + data)


@pytest.mark.parametrize("status", [*range(1, 65), *(code << 8 for code in (0, 1, 255))])
def test_any_death_has_a_cause(monkeypatch, status):
    """A worker may die of every signal there is, and by every exit code."""
    with FakeWorker() as fake:
        end = fake.end

        def end_with_status():
            end()
            return status

        fake.worker.started = fake.worker.started._replace(status=end_with_status)
        assert fake.observe(monkeypatch, b"").kind == DIED


@pytest.mark.parametrize(
    "data", [b"\xff\xff\x03\x00", framed(b"N")[:-1], b"\x00", b""], ids=lambda data: data.hex()
)
def test_a_worker_that_falls_silent_is_late(data):
    """Half a frame, and then nothing: at its deadline the worker is ended."""
    with FakeWorker() as fake:
        fake.theirs.sendall(data)
        observation = fake.worker.observe(ask("jacobians.softmax_jacobian", z=np.array([1.0])))
    assert observation.kind == "timeout"


# What a worker can send in the place of an answer, for every case of every question.


def near_miss(random, right):
    """A value in the form of a right one, with parts of it replaced by others."""
    if random.random() < 0.15:
        return random.choice(ODD)
    if isinstance(right, (list, tuple)):
        parts = [near_miss(random, part) for part in right]
        more = [random.choice(ODD)] if random.random() < 0.1 else []
        return type(right)([*parts, *more][random.random() < 0.1 :])
    if isinstance(right, dict):
        return {key: near_miss(random, item) for key, item in right.items()}
    if isinstance(right, (np.ndarray, float)) and random.random() < 0.5:
        return np.asarray(right, dtype=float) * random.choice(FACTORS)
    return right


FACTORS = (0.0, -1.0, 2.0, 1 / 3, 1e-310, 1e-300, 1e300, np.nan, np.inf)


@fuzz(1500)
@given(which=st.integers(0, 10**6), random=st.randoms(use_true_random=False))
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_no_answer_makes_a_judge_fail(which, random):
    """A judge comes to a verdict on whatever value comes back: an exception would give points."""
    number, _, case = all_cases()[which % len(all_cases())]
    value = near_miss(random, right_answer(which % len(all_cases())))
    verdict = case.judge(Observation("returned", value=decode(encode(value))))
    assert verdict.status and isinstance(verdict.summary, str), number


def judged(family, case, seen):
    """What is seen and said of a case, beside another that passes: a gate never stands alone."""
    other = single_case("another", case.ask, lambda _: Verdict(PASSED))
    return [
        Judged(one, each, seen, each.judge(seen))
        for one, each in ((other, other.cases[0]), (family, case))
    ]


@functools.cache
def right_answer(which):
    """What a worker with the solution would send for a case; None where it would raise."""
    asked = all_cases()[which][2].ask
    inputs = decode(encode(dict(asked.inputs)))
    with np.errstate(all="ignore"), contextlib.suppress(Exception):
        value = asked.run(Package(Functions("backprop")), inputs)
        return decode(encode(value))
    return None


@fuzz(300)
@given(
    which=st.integers(0, 10**6),
    type=st.sampled_from(["ValueError", "NotImplementedError", "E"]) | st.text(max_size=30),
    message=st.text(max_size=60) | st.sampled_from(["7", "٣", "1 2 "]),
)
@example(which=0, type="ValueError", message="7" * 5000)
def test_no_exception_makes_a_judge_fail(which, type, message):
    """Nor on whatever exception is said to have been raised."""
    cases = [case for number, _, case in all_cases() if number == "3.2" or which]
    raised = Raised(type, (message * 5000)[:20_000], "a.py", -(2**63), "code")
    for case in cases if which == 0 else [cases[which % len(cases)]]:
        assert case.judge(Observation("raised", raised=raised)).status


# Intake.


@pytest.fixture(scope="module")
def folder():
    path = pathlib.Path(tempfile.mkdtemp(prefix="autograder-fuzz-"))
    yield path
    shutil.rmtree(path)


def zipped(entries, method):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive, contextlib.suppress(UserWarning):
        for name, content in entries:
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return data.getvalue()


METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
pieces = st.sampled_from(
    [
        "backprop",
        "a",
        "..",
        ".",
        "",
        "C:",
        "__MACOSX",
        "sgd.py",
        "network.py",
        "\0",
        "ü",
        "\\",
        "x" * 300,
    ]
)
names = (
    st.lists(pieces, min_size=1, max_size=6).map("/".join)
    | st.sampled_from(sorted(SOURCES))
    | st.text(st.characters(codec="utf-8"), min_size=1, max_size=20).map(lambda t: f"{t}.py")
)
entries = st.lists(st.tuples(names, st.binary(max_size=60)), max_size=6)


@fuzz(250)
@given(data=mangled(st.builds(zipped, entries, st.sampled_from(METHODS))))
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_mangled_zips_are_read_or_said_to_be_unreadable(folder, data):
    """A zip with any of its bytes wrong and any names in it becomes a Submission."""
    path = folder / "work.zip"
    path.write_bytes(data)
    submission = read_submission(path)
    assert all(note.isprintable() for note in submission.notes)
    assert all(type(data) is bytes for data in submission.sources.values())


@pytest.mark.ci("further mangled files")
@pytest.mark.parametrize("method", METHODS)
def test_any_byte_of_a_zip_may_be_wrong(folder, method):
    """Every second byte is set to 0 and to 255: a Submission each time."""
    right = zipped([("backprop/sgd.py", b"x = 1\n" * 9), ("backprop/b.py", b"")], method)
    path = folder / "work.zip"
    for place in range(0, len(right), 2):
        for byte in (0, 255):
            path.write_bytes(right[:place] + bytes([byte]) + right[place + 1 :])
            read_submission(path)


def test_an_entry_that_claims_gigabytes_is_left_out(folder):
    """The sizes that a zip claims are not believed."""
    right = zipped([("backprop/sgd.py", b"x = 1\n")], zipfile.ZIP_STORED)
    claimed = (6).to_bytes(4, "little")
    path = folder / "work.zip"
    path.write_bytes(right.replace(claimed * 2, b"\xfe\xff\xff\xff" * 2))
    assert "sgd.py" not in read_submission(path).sources


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_zipfile_unpacks_without_bounds_is_not_unpacked(folder, method, monkeypatch):
    """A few bytes that become gigabytes in a single step, whatever size they claim."""
    path = folder / "work.zip"
    path.write_bytes(zipped([("backprop/sgd.py", bytes(2**20))], method))
    monkeypatch.setattr(zipfile.ZipFile, "open", unpacked_in_vain)
    assert any("packed in a rare way" in note for note in read_submission(path).notes)


def test_what_claims_too_much_is_not_unpacked(folder, monkeypatch):
    """However many notebooks there are that are too large, they cost no more than their names."""
    path = folder / "work.zip"
    names = [f"{n}.ipynb" for n in range(3)]
    path.write_bytes(zipped([(name, bytes(9 * 2**20)) for name in names], zipfile.ZIP_DEFLATED))
    monkeypatch.setattr(zipfile.ZipFile, "open", unpacked_in_vain)
    assert sum("larger than 8 MB" in note for note in read_submission(path).notes) == 3


def test_what_is_unpacked_in_vain_counts(folder):
    """Entries with wrong checksums are unpacked before that shows: up to a total, and no more."""
    path = folder / "work.zip"
    right = zipped([(f"{n}.ipynb", b"n" * 7 * 2**20) for n in range(5)], zipfile.ZIP_STORED)
    path.write_bytes(right.replace(b"nnnnnnn", b"nnnwnnn"))
    notes = read_submission(path).notes
    assert sum("cannot be unpacked" in note for note in notes) == 2
    assert sum("too many files" in note for note in notes) == 3


def unpacked_in_vain(*_):
    raise AssertionError("it was unpacked")


def test_folders_may_be_nested_deep(folder):
    """A path of two thousand folders is as good as nothing."""
    deepest = folder / "deep"
    deepest.mkdir()
    with nested(deepest, 1900):
        assert "sgd.py" not in read_submission(deepest).sources


@contextlib.contextmanager
def nested(folder, depth):
    """So many folders in each other, gone again afterwards: shutil.rmtree would recurse, too."""
    here = os.getcwd()
    os.chdir(folder)
    for _ in range(depth):
        os.mkdir("a")
        os.chdir("a")
    try:
        yield
    finally:
        for _ in range(depth):
            os.chdir("..")
            os.rmdir("a")
        os.chdir(here)


def test_long_names_make_no_long_output(folder):
    """The summary stays within what Gradescope shows, however long names are."""
    path = folder / "work.zip"
    path.write_bytes(zipped([(f"{n}{'a' * 60_000}.py", b"") for n in range(8)], METHODS[0]))
    assert sum(map(len, read_submission(path).notes)) < 100_000


def test_what_grows_when_it_is_packed_is_no_fault_of_ours(workers, tmp_path):
    """Files of other names are packed as cells, six bytes for one: more than a worker takes."""
    for defined in list(written_names().values())[:4]:
        source = f"def {defined[0]}(): pass\n#".encode() + b"\1" * 900_000
        (tmp_path / f"part {len(list(tmp_path.iterdir()))}.py").write_bytes(source)
    report = grade(start_reading(tmp_path), workers, only=["1.1"])
    assert (report.score, report.grader_failed) == (0, False)
    assert "more than 12 MB" in report.document["output"]


def test_a_path_that_leads_nowhere_is_the_callers_mistake(folder):
    """The only exception that intake raises."""
    with pytest.raises(NoSubmission):
        read_submission(folder / "nowhere.zip")


@pytest.mark.parametrize(
    "source",
    [
        b"\x00",
        b"\xff\xfe",
        b"\xef\xbb\xbf\xef\xbb\xbf",
        b"# -*- coding: no-such-coding -*-\n",
        b"# -*- coding: utf-7 -*-\n+AHIAYQBpAHMAZQ- SystemExit\n",
        b"# -*- coding: rot13 -*-\n",
        b"(" * 50_000,
        b"-" * 100_000 + b"1\n",
        b"x = '\\ud800'\nraise ValueError(x)\n",
        b"def f(:\n",
        b"\t if 1:\n  pass\n",
        b"raise type('E', (Exception,), {})('\\x1b[2J')\n",
        b"\r" * 1000 + b"\x0c\n",
        b"9" * 10_000 + b"\n",
    ],
    ids=lambda source: repr(source[:24]),
)
def test_mangled_sources_give_valid_results(workers, folder, source):
    """Two modules that are no Python, or hardly: a valid results.json, and no points for them."""
    files = SOURCES | {"backprop/jacobians.py": source, "backprop/descent.py": source}
    path = folder / "results.json"
    submission = find_package("mangled", files, ())
    report = grade_submission(submission, workers, path, only=["2.5", "1.1", "3.1"])
    jsonschema.validate(json.loads(path.read_text(encoding="utf-8")), SCHEMA)
    scores = {row["number"]: row["score"] for row in report.rows}
    assert (scores["2.5"], scores["1.1"]) == (0, 0) and scores["3.1"] > 0
    assert not any(row["output"] == OUR_FAULT for row in report.rows)


@fuzz(25)
@given(source=mangled(st.just(SOURCES["backprop/jacobians.py"])) | st.binary(max_size=100))
def test_sources_with_bytes_changed_give_valid_results(workers, folder, source):
    """A right file with some bytes changed: whatever it earns, results.json is valid."""
    path = folder / "results.json"
    submission = find_package("mangled", SOURCES | {"backprop/jacobians.py": source}, ())
    report = grade_submission(submission, workers, path, only=["2.5"])
    jsonschema.validate(json.loads(path.read_text(encoding="utf-8")), SCHEMA)
    assert not report.grader_failed
