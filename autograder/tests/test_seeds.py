"""Nobody without the secret can foresee the inputs, and staff can draw them again."""

import os
import random
import stat
import subprocess
import sys
import zipfile

import pytest

from autograder.build.stencil import read_tree, stencil_tree
from autograder.core import seeds
from autograder.core.homework import ROOT
from autograder.core.records import Submission
from autograder.core.seeds import LARGEST_SEED, framed, secret_in, seed_of
from autograder.gradescope.bundle import contents
from autograder.gradescope.bundle.contents import bundle_tree, bundle_zip, write_bundle
from autograder.gradescope.bundle.sealing import digest_of_sources
from autograder.grading import grade as grading
from autograder.intake.package import find_package

SECRETS = (b"one secret of many bytes", b"another secret of many bytes")


def submission(**files):
    return Submission("work", {f"{name}.py": data for name, data in files.items()})


def test_the_same_bytes_have_other_seeds_elsewhere():
    """All that a student knows does not tell the seed; the same installation always draws it."""
    work = submission(sgd=b"x = 1")
    assert seed_of(work, SECRETS[0]) == seed_of(work, SECRETS[0])
    assert seed_of(work, SECRETS[0]) != seed_of(work, SECRETS[1])


def test_seeds_have_64_bits():
    """So many that no table holds them: every bit is drawn."""
    drawn = [seed_of(submission(sgd=str(i).encode()), SECRETS[0]) for i in range(200)]
    assert len(set(drawn)) == 200 and max(drawn) <= LARGEST_SEED == 2**64 - 1
    for bit in range(64):
        assert {seed >> bit & 1 for seed in drawn} == {0, 1}


ALIKE = [
    (submission(a=b"X\0b.py\0Y"), submission(a=b"X", b=b"Y")),
    (submission(a=b"X", b=b""), submission(a=b"", b=b"X")),
    (submission(ab=b"c"), submission(a=b"bc")),
    (submission(a=b"1"), Submission("work", {}, beside={"a.py": b"1"})),
    (submission(a=b"\r\n"), submission(a=b"\n")),
    (submission(a=b"1"), submission(a=b"1 ")),
]


@pytest.mark.parametrize("pair", ALIKE)
def test_submissions_that_differ_in_anything_have_seeds_that_differ(pair):
    """No file can pose as two, and no byte can be changed."""
    assert seed_of(pair[0], SECRETS[0]) != seed_of(pair[1], SECRETS[0])
    assert b"".join(framed(pair[0])) != b"".join(framed(pair[1]))


def test_a_seed_draws_the_same_inputs_again(workers, solution_files, monkeypatch):
    """`--seed` with the number that was shown reproduces a verdict word for word, anywhere."""
    files = dict(solution_files)
    files["backprop/jacobians.py"] += b"\n\ndef softmax_jacobian(z):\n    return z\n"
    work = find_package("x", files, ())
    monkeypatch.setattr(grading, "installation_secret", lambda: SECRETS[0])
    first = grading.grade_submission(work, workers, only=["2.5"])
    monkeypatch.setattr(grading, "installation_secret", lambda: SECRETS[1])
    other = grading.grade_submission(work, workers, only=["2.5"])
    again = grading.grade_submission(work, workers, only=["2.5"], seed=first.seed)
    assert first.seed == seed_of(work, SECRETS[0]) != other.seed
    assert first.rows[0]["output"] == again.rows[0]["output"] != other.rows[0]["output"]


def test_a_secret_is_made_once_and_is_its_owners(tmp_path):
    """It is kept in a file that nobody else may read, and has at least 128 bits."""
    path = tmp_path / ".secret"
    secret = secret_in(path)
    assert secret == secret_in(path) and len(secret) >= 32
    assert secret != secret_in(tmp_path / "other")
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".secret")] == [".secret"]


def test_processes_that_make_a_secret_at_once_have_the_same(tmp_path):
    """The first one's stands."""
    code = (
        "import pathlib, sys\nfrom autograder.core.seeds import secret_in\n"
        "sys.stdin.read()\nprint(secret_in(pathlib.Path(sys.argv[1])).decode())"
    )
    waiting = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(tmp_path / ".secret")],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for _ in range(4)
    ]  # fmt: skip
    for one in waiting:
        one.stdin.close()
        one.stdin = None
    assert len({one.communicate()[0] for one in waiting}) == 1


def test_a_secret_that_is_none_is_not_used(tmp_path, monkeypatch):
    """An empty file, or a place where none can be kept, means one for this process alone."""
    path = tmp_path / ".secret"
    path.write_bytes(b"")
    with pytest.raises(OSError, match="too short"):
        secret_in(path)
    monkeypatch.setattr(seeds, "SECRET_FILE", tmp_path / "nowhere" / ".secret")
    assert len(seeds.installation_secret.__wrapped__()) == 32


def test_the_bundle_has_a_secret_of_its_own(tmp_path, monkeypatch):
    """`build` makes it, keeps it beside the zip, and the next build has the same bytes."""
    write_bundle(tmp_path / "autograder.zip")
    first = (tmp_path / "autograder.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "autograder.zip") as archive:
        secret = archive.read(seeds.SECRET_NAME).strip()
    assert secret == secret_in(tmp_path / "autograder.secret") != seeds.installation_secret()
    write_bundle(tmp_path / "autograder.zip")
    assert (tmp_path / "autograder.zip").read_bytes() == first
    assert bundle_zip(SECRETS[0]) != bundle_zip(SECRETS[1])


def test_no_secret_is_in_what_is_committed_or_handed_out():
    """Neither git, nor the stencil, nor the sources that the gates hold for, have one."""
    ignored = subprocess.run(
        ["git", "check-ignore", seeds.SECRET_NAME, "dist/autograder.secret"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if ignored.returncode != 128:  # where this is a clone
        assert len(ignored.stdout.split()) == 2
    secret = seeds.installation_secret()
    for tree in (bundle_tree(), stencil_tree(), read_tree(ROOT / "handout")):
        assert not any(path.endswith("secret") or secret in data for path, data in tree.items())
    before = digest_of_sources()
    assert before == digest_of_sources() and seeds.SECRET_NAME not in contents.bundle_tree()


def test_every_byte_of_a_submission_counts():
    """Any one of them, changed at random, and the seed is another."""
    rng = random.Random(1)
    data = bytearray(rng.randbytes(500))
    first = seed_of(submission(sgd=bytes(data)), SECRETS[0])
    for place in rng.sample(range(500), 100):
        changed = bytes(data[:place]) + bytes([data[place] ^ 1]) + bytes(data[place + 1 :])
        assert seed_of(submission(sgd=changed), SECRETS[0]) != first
