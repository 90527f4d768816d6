"""Hostile submissions earn what they must, end nothing, leave nothing behind and learn nothing.

The attacks run in a copy of the kit, in whose solution a canary is placed; another one is in
the environment. One process grades them, one after another, for each mode.
"""

import contextlib
import fcntl
import functools
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

import pytest

from autograder.core.homework import BEGIN, PACKAGE_FOLDER, ROOT
from autograder.core.seeds import SECRET_NAME
from autograder.sandbox.confinement import UNUSED_UIDS, Plan, confine

from .hostile_run import attacks
from .sampled import every

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the full sandbox is Linux's")

ATTACKS = attacks()
NOBODY = 65534
RUN = "autograder.tests.hostile_run"
SCRATCH = ("/tmp", "/dev/shm")
# Gradescope's smallest container has 750 MB for the grader, the clean process and a worker.
MEGABYTES_ALLOWED = 400
AS_THIS_USER, AS_NOBODY, OLDER_KERNEL = "as this user", "as nobody", "with an older Landlock"


@functools.cache
def nobody():
    """The other user as whom a grader can run here, or None for this one."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return None
    command = [sys.executable, "-c", "import numpy, jsonschema, gradescope_utils"]
    try:
        can_run = subprocess.run(command, cwd="/", env={}, **becoming(NOBODY)).returncode == 0
    except PermissionError:
        can_run = False
    return NOBODY if can_run else None


def modes():
    """As whom, and on what kernel, the attacks are tried here: the first for everybody."""
    further = pytest.mark.ci("further hostile submissions")
    yield AS_THIS_USER
    if nobody() is not None:
        yield pytest.param(AS_NOBODY, marks=further)
    yield pytest.param(OLDER_KERNEL, marks=further)


def becoming(user):
    return {} if user is None else {"user": user, "group": user, "extra_groups": []}


@pytest.fixture(scope="module", params=modes())
def ground(request):
    """Where attacks are tried in one mode, with the canaries that were set out for them."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="hostile-run-"))
    try:
        folder.chmod(0o755)
        user = None if request.param == AS_THIS_USER else nobody()
        with Ground(folder, user, request.param == OLDER_KERNEL) as made:
            yield made
    finally:
        shutil.rmtree(folder)


class Ground:
    """A copy of the kit, and a process that grades attacks with it, as `user`."""

    def __init__(self, folder, user, older_kernel):
        self.canaries = (f"canary{secrets.token_hex(16)}", f"canary{secrets.token_hex(16)}")
        self.kit, self.handed_in, self.results = (
            folder / name for name in ("kit", "handed_in", "results")
        )
        copy_kit(self.kit, self.canaries[0])
        secret = self.kit / SECRET_NAME
        secret.write_text(self.canaries[0])
        secret.chmod(0o600)
        if older_kernel:
            forget_newer_landlock(self.kit)
        shutil.copytree(PACKAGE_FOLDER, self.handed_in, ignore=shutil.ignore_patterns("__pyc*"))
        self.results.mkdir()
        if user is not None:
            os.chown(self.results, user, user)
            os.chown(secret, user, user)
        self.errors = folder / "errors.txt"
        self.user = user
        self.before, self.scattered = hashes(self.kit), files_of_attacks()

    def __enter__(self):
        with open(self.errors, "wb") as errors:
            self.process = subprocess.Popen(
                [sys.executable, "-B", "-m", RUN, self.results, self.handed_in],
                cwd=self.kit,
                env={
                    "PATH": os.environ.get("PATH", ""),
                    "AUTOGRADER_CANARY": self.canaries[1],
                    "OPENBLAS_NUM_THREADS": "1",
                },
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
                **becoming(self.user),
            )
        self.about = self._said()
        return self

    def __exit__(self, *_):
        """When the grader has ended, so have all the processes that came of it."""
        with self.process, contextlib.suppress(BrokenPipeError):
            self.process.stdin.close()
            assert self._said()["strays"] == []
        uid = self.about["uid"]
        assert uid not in UNUSED_UIDS or not processes_of(uid)

    def try_out(self, attack):
        """What came of an attack, and all that was written anywhere meanwhile."""
        with contextlib.suppress(BrokenPipeError):
            print(attack.name, file=self.process.stdin, flush=True)
        outcome = self._said()
        text = json.dumps(outcome) + self.errors.read_text(errors="replace")
        names = []
        for path in self.results.iterdir():
            names.append(path.name)
            text += path.read_text(errors="replace")
            path.unlink()
        return outcome, names, text

    def changed(self):
        """The kit's files that are not as they were, and new ones that attacks would leave."""
        after = hashes(self.kit)
        paths = self.before.keys() | after.keys()
        changed = [path for path in paths if self.before.get(path) != after.get(path)]
        return changed + sorted(files_of_attacks() - self.scattered)

    def _said(self):
        line = self.process.stdout.readline()
        assert line, self.errors.read_text(errors="replace")[-3000:]
        return json.loads(line)


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


@pytest.mark.parametrize(
    "attack", every(20, ATTACKS, "further hostile submissions"), ids=lambda attack: attack.name
)
def test_an_attack_earns_what_it_must_and_harms_nothing(ground, attack):
    """It has its points, the question beside it has all of its own, and nothing is left or told."""
    outcome, names, text = ground.try_out(attack)
    faults = [*faults_of_scores(attack, outcome), *faults_of_the_grader(outcome)]
    assert faults == []
    assert names == [f"{attack.name}.json"], "there are other results than its own"
    assert ground.changed() == []
    assert not any(canary in text for canary in ground.canaries), "a canary is shown"


def faults_of_scores(attack, outcome):
    """The attack earns nothing or, where it is harmless, all; an honest question earns all."""
    row, honest = (outcome["rows"].get(number) for number in (attack.question, attack.honest))
    if not row or not honest:
        return [outcome["crash"]]
    status = row["extra_data"]["status"]
    expected = row["max_score"] if attack.verdict == "full" else 0
    if row["score"] != expected or status in ("grader_error", "pending"):
        return [f"{row['score']} of {row['max_score']} points, {status}: {row['output']}"]
    if (honest["score"], honest["extra_data"]["status"]) != (honest["max_score"], "passed"):
        return [f"the honest question: {honest['output']}"]
    return []


def faults_of_the_grader(outcome):
    """It does not crash or grow, its results are valid, and no process outlives its question.

    Only as root is its size known: another user may not have the kernel count anew.
    """
    told = {
        "it crashed": outcome["crash"],
        "results.json": outcome["complaint"],
        "processes are left": outcome["left"],
        "the clean process died": outcome["zygote died"],
        "it grew": (outcome["peak megabytes"] or 0) > MEGABYTES_ALLOWED,
    }
    return [f"{what}: {detail}" for what, detail in told.items() if detail]


def test_attacks_are_also_tried_as_another_user():
    """Where they cannot be, this skip says so, once."""
    if nobody() is None:
        pytest.skip("only root, with a Python that others may run, tries attacks as another user")


def processes_of(uid):
    found = []
    for path in pathlib.Path("/proc").glob("[0-9]*/status"):
        try:
            lines = path.read_text().splitlines()
        except OSError:
            continue
        found += [path for line in lines if line.startswith(f"Uid:\t{uid}\t")]
    return found


def test_the_protections_are_what_the_line_says(ground):
    """A worker is a user of its own exactly where the line for TAs says so."""
    on, _, off = ground.about["protections"].partition(" (off: ")
    own_user = ground.about["uid"] in UNUSED_UIDS
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
