"""Hostile submissions earn what they must, end nothing, leave nothing behind and learn nothing.

The attacks run in a copy of the kit, in whose solution a canary stands; another one is in
the environment. They run once for each mode, and every attack is then looked at by itself.
"""

import fcntl
import hashlib
import json
import os
import pathlib
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from dataclasses import dataclass

import pytest

from autograder.homework import BEGIN, PACKAGE_FOLDER, ROOT
from autograder.sandbox.confinement import UNUSED_UIDS, Plan, confine

from .hostile_run import attacks

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the full sandbox is Linux's")

ATTACKS = attacks()
NOBODY = 65534
RUN = "autograder.tests.hostile_run"
AS_THIS_USER, AS_NOBODY, OLDER_KERNEL = "as this user", "as nobody", "with an older Landlock"
MODES = (AS_THIS_USER, AS_NOBODY, OLDER_KERNEL)
SCRATCH = ("/tmp", "/dev/shm")
# Gradescope's smallest container has 750 MB for the grader, the clean process and a worker.
MEGABYTES_ALLOWED = 400


@dataclass(frozen=True)
class Run:
    """What came of all attacks in one mode."""

    report: dict
    canaries: tuple[str, str]
    text: str
    results: dict[str, str]
    changed: list[str]
    scattered: list[str]


@pytest.fixture(scope="module", params=MODES)
def run(request):
    """All attacks in one mode, with the canaries that were set out for them."""
    user = user_of(request.param)
    ground = pathlib.Path(tempfile.mkdtemp(prefix="hostile-run-"))
    try:
        ground.chmod(0o755)
        yield run_all(ground, user, older_kernel=request.param == OLDER_KERNEL)
    finally:
        shutil.rmtree(ground)


def user_of(mode):
    """The user as whom the grader runs, or None for this one; skips where that cannot be."""
    if mode == AS_THIS_USER or os.geteuid() != 0:
        if mode == AS_NOBODY:
            pytest.skip("only root can become another user")
        return None
    if others_can_run_python():
        return NOBODY
    if mode == AS_NOBODY:
        pytest.skip("this Python stands below a closed home: nobody else can run it")
    return None


def others_can_run_python():
    command = [sys.executable, "-c", "import numpy, jsonschema, gradescope_utils"]
    try:
        return subprocess.run(command, cwd="/", env={}, **becoming(NOBODY)).returncode == 0
    except PermissionError:
        return False


def becoming(user):
    return {} if user is None else {"user": user, "group": user, "extra_groups": []}


def run_all(ground, user, older_kernel):
    canaries = (f"canary{secrets.token_hex(16)}", f"canary{secrets.token_hex(16)}")
    kit, handed_in, results = ground / "kit", ground / "handed_in", ground / "results"
    copy_kit(kit, canaries[0])
    if older_kernel:
        forget_newer_landlock(kit)
    shutil.copytree(PACKAGE_FOLDER, handed_in, ignore=shutil.ignore_patterns("__pycache__"))
    results.mkdir()
    if user is not None:
        os.chown(results, user, user)
    before, scattered = hashes(kit), files_of_attacks()
    ended = subprocess.run(
        [sys.executable, "-B", "-m", RUN, results / "report", results, handed_in],
        cwd=kit,
        env={
            "PATH": os.environ.get("PATH", ""),
            "AUTOGRADER_CANARY": canaries[1],
            "OPENBLAS_NUM_THREADS": "1",
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        **becoming(user),
    )
    text = ended.stdout.decode(errors="replace") + ended.stderr.decode(errors="replace")
    assert ended.returncode == 0, text[-3000:]
    after = hashes(kit)
    return Run(
        json.loads((results / "report").read_text()),
        canaries,
        text,
        {path.name: path.read_text(errors="replace") for path in results.iterdir()},
        [path for path in before.keys() | after.keys() if before.get(path) != after.get(path)],
        sorted(files_of_attacks() - scattered),
    )


def copy_kit(target, canary):
    """The kit, with a line that holds the canary in every region of the solution."""
    ignore = shutil.ignore_patterns("__pycache__", ".*")
    for folder in ("autograder", "solution"):
        shutil.copytree(ROOT / folder, target / folder, ignore=ignore)
    for path in (target / "solution" / "backprop").glob("*.py"):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join(with_canary(line, canary) for line in lines), encoding="utf-8")


def with_canary(line, canary):
    if line.strip() != BEGIN:
        return line
    return f'{line}{line.partition("#")[0]}canary = "{canary}"\n'


def forget_newer_landlock(kit):
    """Have the copy take the kernel's Landlock for that of Linux 5.13, which knows files only."""
    path = kit / "autograder" / "sandbox" / "landlock.py"
    path.write_text(path.read_text() + "\n\ndef version() -> int:\n    return 1\n")


def hashes(folder):
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def files_of_attacks():
    """What attacks would have left, by the names that they give it."""
    places = [*map(pathlib.Path, SCRATCH), ROOT, pathlib.Path.cwd()]
    patterns = ("*autograder-hostile*", ".self-test-*")
    return {str(path) for place in places for pattern in patterns for path in place.glob(pattern)}


@pytest.fixture(params=ATTACKS, ids=lambda attack: attack.name)
def tried(request, run):
    """One attack, and what came of it in one mode."""
    return request.param, run.report["attacks"][request.param.name]


def test_an_attack_earns_what_it_must(tried):
    """Nothing, or, where it is harmless, what the right answer earns; never by our own fault."""
    attack, outcome = tried
    assert not outcome["crash"]
    row = outcome["rows"][attack.question]
    assert row["extra_data"]["status"] not in ("grader_error", "pending"), row["output"]
    expected = row["max_score"] if attack.verdict == "full" else 0
    assert row["score"] == expected, row["output"]


def test_the_honest_question_beside_it_scores_in_full(tried):
    """What an attack does to one question, it does to no other."""
    attack, outcome = tried
    row = outcome["rows"][attack.honest]
    assert (row["score"], row["extra_data"]["status"]) == (row["max_score"], "passed")


def test_results_are_whole_and_valid(tried):
    """results.json is there, and Gradescope can read it."""
    _, outcome = tried
    assert outcome["complaint"] == ""


def test_no_process_outlives_its_question(tried):
    """The worker is gone when its question is over, and the clean process is not."""
    _, outcome = tried
    assert outcome["left"] == [] and not outcome["zygote died"]


def test_the_grader_stays_small(tried):
    """No answer makes the grader take more memory than there is on Gradescope."""
    _, outcome = tried
    if outcome["peak megabytes"] is None:
        pytest.skip("only root may ask the kernel to count anew")
    assert outcome["peak megabytes"] <= MEGABYTES_ALLOWED


def test_no_canary_is_found(run):
    """Neither the solution nor the grader's environment shows in any result or output."""
    shown = "".join([run.text, json.dumps(run.report), *run.results.values()])
    for canary in run.canaries:
        assert canary not in shown


def test_nothing_is_changed_or_left_behind(run):
    """No file of the kit is another one, and there is no new one here, in /tmp or with results."""
    assert run.changed == [] and run.scattered == []
    expected = {f"{attack.name}.json" for attack in ATTACKS}
    assert run.results.keys() == {"report", *expected}


def test_no_process_is_left_at_the_end(run):
    """When the grader has ended, so have all the processes that came of it."""
    assert run.report["strays"] == []
    uid = run.report["uid"]
    assert uid not in UNUSED_UIDS or not processes_of(uid)


def processes_of(uid):
    found = []
    for path in pathlib.Path("/proc").glob("[0-9]*/status"):
        try:
            lines = path.read_text().splitlines()
        except OSError:
            continue
        found += [path for line in lines if line.startswith(f"Uid:\t{uid}\t")]
    return found


def test_the_protections_are_what_the_line_says(run):
    """A worker is a user of its own exactly where the line for TAs says so."""
    on, _, off = run.report["protections"].partition(" (off: ")
    own_user = run.report["uid"] in UNUSED_UIDS
    assert ("a user of its own" in on, "a user of its own" in off) == (own_user, not own_user)
    assert "seccomp" in on and "no new privileges" in on


def test_every_attack_is_said_in_a_sentence():
    """Headers are complete, and there are attacks of both kinds in several parts."""
    assert {attack.verdict for attack in ATTACKS} == {"0", "full"}
    assert all(len(attack.attack) > 10 for attack in ATTACKS)
    assert len({attack.question.partition(".")[0] for attack in ATTACKS}) >= 6


def test_seccomp_alone_lets_no_signal_be_sent_by_a_descriptor(signal_by_owner):
    """Without Landlock too, no worker has the kernel signal the owner of a descriptor."""
    assert signal_by_owner == []


@pytest.fixture
def signal_by_owner(monkeypatch):
    """The signals that a child gets sent here which is confined by seccomp alone."""
    from autograder.sandbox import seccomp

    received = []
    before = signal.signal(signal.SIGUSR1, lambda number, _: received.append(number))
    ours, theirs = socket.socketpair()
    with ours, theirs:
        parent, filter = os.getpid(), seccomp.make_filter(files_are_protected=True)
        child = os.fork()
        if child == 0:
            try:
                confine(Plan(filter=filter), parent, keep=(theirs.fileno(),))
                own_descriptor(theirs.fileno(), parent)
            finally:
                os._exit(0)
        os.waitpid(child, 0)
        ours.send(b"x")
        fcntl.fcntl(theirs, fcntl.F_SETFL, 0)
    signal.signal(signal.SIGUSR1, before)
    return received


def own_descriptor(descriptor, pid):
    """Have the kernel send SIGUSR1 to pid when something comes in at the descriptor."""
    for command, argument in ((fcntl.F_SETOWN, pid), (10, signal.SIGUSR1)):
        fcntl.fcntl(descriptor, command, argument)
    fcntl.fcntl(descriptor, fcntl.F_SETFL, os.O_ASYNC)
