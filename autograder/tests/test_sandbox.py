"""A worker answers, or does not, and the grader lives on. Both ways of starting workers."""

import contextlib
import os
import select
import signal
import socket
import subprocess
import sys

import numpy as np
import pytest

from autograder.core.homework import ROOT
from autograder.core.records import ask
from autograder.sandbox.protections import Protection
from autograder.sandbox.self_test import self_test
from autograder.sandbox.starters import SpawnStarter, default_starter
from autograder.sandbox.workers import Workers

STARTERS = [SpawnStarter] if sys.platform != "linux" else [default_starter, SpawnStarter]


@pytest.fixture(scope="module", params=STARTERS, ids=lambda starter: starter.__name__)
def started(request):
    with Workers(request.param()) as workers:
        yield workers


@pytest.fixture
def observe(started):
    """What comes of calling `f(x)` in a module with this source, with `x` = [1, 2, 3]."""

    def run(source, seconds=5.0, **files):
        sources = {"backprop/__init__.py": b"", "backprop/work.py": source.encode()}
        with started.start(sources | files, seconds, within=2 * seconds) as worker:
            return worker.observe(ask("work.f", x=np.array([1.0, 2.0, 3.0])))

    return run


def test_a_value_comes_back(observe):
    """What the function returns arrives as plain data."""
    observation = observe("def f(x): return [2 * x, (1, 'text'), {'a': None}]")
    assert observation.kind == "returned"
    np.testing.assert_array_equal(observation.value[0], [2.0, 4.0, 6.0])
    assert observation.value[1:] == [(1, "text"), {"a": None}]


def test_an_exception_comes_back_with_its_place(observe):
    """Type, text, file, line and the line itself."""
    raised = observe("def g():\n    raise KeyError('a b')\ndef f(x):\n    return g()").raised
    assert (raised.type, raised.message) == ("KeyError", "'a b'")
    assert (raised.file, raised.line, raised.code) == (
        "backprop/work.py", 2, "raise KeyError('a b')",
    )  # fmt: skip


def test_changed_arguments_are_named(observe):
    """An argument that the function writes into is reported."""
    assert observe("def f(x): x += 1; return x").changed == ("x",)
    assert observe("def f(x): return x + 1").changed == ()


def test_prints_are_kept_and_cut(observe):
    """What is printed comes along, cut to a fair length, and reaches no terminal."""
    observation = observe("def f(x): print('a' * 100_000); return 1")
    assert observation.printed.startswith("aaa") and "more characters" in observation.printed
    assert len(observation.printed) < 11_000


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("while True: pass", "timeout"),
        ("import time; time.sleep(60)", "timeout"),
        ("import os; os._exit(3)", "died"),
        ("import os; os.abort()", "died"),
        ("import os; os.closerange(0, 1000); return 1", "died"),
        ("raise SystemExit", "raised"),
        ("raise KeyboardInterrupt", "raised"),
        ("return object()", "refused"),
        ("import itertools; return itertools.count()", "refused"),
        ("x = [1]; x.append(x); return x", "refused"),
        ("return np.ma.masked_array([1.0], [True])", "refused"),
        ("return np.array([1, object()])", "refused"),
    ],
)
def test_what_is_no_answer_has_its_kind(observe, body, kind):
    """Hangs, deaths, exits and odd values are told apart."""
    lines = "\n    ".join(body.split("; "))
    assert observe(f"import numpy as np\ndef f(x):\n    {lines}", seconds=1.0).kind == kind


@pytest.mark.parametrize(
    "junk",
    [
        "b'\\xff' * 100",
        "(2**31).to_bytes(4, 'little') + b'x'",
        "(5).to_bytes(4, 'little') + b'l\\xff\\xff\\xff\\xff'",
        "(1).to_bytes(4, 'little') + b'N'",
        "(3).to_bytes(4, 'little') + b'N'",
    ],
)
def test_junk_on_the_wire_is_no_answer(observe, junk):
    """Bytes that a submission writes to the wire itself are not taken for an answer."""
    source = f"""
import os, stat
def f(x):
    for descriptor in range(3, 64):
        try:
            mode = os.fstat(descriptor).st_mode
            if stat.S_ISSOCK(mode) or stat.S_ISFIFO(mode):
                os.write(descriptor, {junk})
        except OSError:
            pass
    return 1
"""
    assert observe(source, seconds=1.0).kind in ("died", "timeout")


def test_the_environment_is_empty(observe, monkeypatch):
    """A worker sees none of the grader's environment."""
    monkeypatch.setenv("TOKEN", "secret")
    names = observe("import os\ndef f(x): return dict(os.environ)").value
    assert "TOKEN" not in names and "HOME" not in names


def test_the_submission_does_not_shadow_python_or_numpy(observe):
    """A numpy.py or random.py of its own is not imported in the place of the real one."""
    observation = observe(
        "import numpy, random\ndef f(x): return [numpy.sum(x), random.__file__ is not None]",
        **{"numpy.py": b"1 / 0", "random.py": b"1 / 0", "backprop/numpy.py": b"1 / 0"},
    )
    assert observation.value == [6.0, True]


def test_modules_import_each_other_in_every_usual_way(observe):
    """Relative, absolute, bare and beside-the-package imports all work."""
    observation = observe(
        "from .other import a\nfrom backprop.other import b\nimport backprop.other as o\n"
        "from other import a as bare\nimport helpers\n"
        "def f(x): return [a, b, o.a, bare, helpers.c]",
        **{"backprop/other.py": b"a = 1\nb = 2\n", "helpers.py": b"c = 3\n"},
    )
    assert observation.value == [1, 2, 1, 1, 3]


def test_data_files_are_read_through_the_package(observe):
    """A given data file is found without access to the disk."""
    observation = observe(
        "import pkgutil\ndef f(x): return pkgutil.get_data(__package__, 'digits.csv').decode()",
        **{"backprop/digits.csv": b"1,2\n"},
    )
    assert observation.value == "1,2\n"


def test_a_worker_that_is_gone_stays_gone(started):
    """After a death every further question is answered by the same observation."""
    sources = {"backprop/__init__.py": b"", "backprop/work.py": b"import os\ndef f(x): os._exit(0)"}
    with started.start(sources, 5.0) as worker:
        first = worker.observe(ask("work.f", x=1))
        assert first.kind == "died" and worker.observe(ask("work.f", x=1)) is first


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no seccomp")
@pytest.mark.parametrize(
    "attempt",
    [
        "os.fork()",
        "os.execv('/bin/true', ['true'])",
        "subprocess.run(['true'])",
        "threading.Thread(target=print).start()",
        "socket.socket()",
        "socket.socketpair()",
        "os.kill(os.getppid(), 0)",
        "os.kill(os.getpid(), 9)",
        "os.setsid()",
        "os.setuid(0)",
        "os.unlink('/tmp/nothing')",
        "os.mkdir('/tmp/new-folder')",
        "os.memfd_create('x')",
        "open('/tmp/new-file', 'w')",
        "open('/etc/passwd')",
        "os.listdir('/')",
        "os.listdir('/proc')",
        "resource.prlimit(os.getppid(), resource.RLIMIT_CPU)",
        "resource.setrlimit(resource.RLIMIT_AS, (-1, -1))",
        "os.sched_setaffinity(0, {0})",
    ],
)
def test_the_kernel_refuses(observe, attempt):
    """No process, no socket, no signal, no file: each attempt raises in the worker."""
    observation = observe(
        "import os, resource, socket, subprocess, threading\n"
        "def f(x):\n"
        "    try:\n"
        f"        {attempt}\n"
        "    except (OSError, RuntimeError, ValueError) as error:\n"
        "        return type(error).__name__\n"
        "    return 'it worked'"
    )
    assert observation.value in ("PermissionError", "RuntimeError", "ValueError")


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")
def test_no_process_is_left(started):
    """When a worker is ended, its process is gone, whatever it was doing."""
    source = b"def f(x):\n    while True: pass\n"
    sources = {"backprop/__init__.py": b"", "backprop/work.py": source}
    with started.start(sources, 0.5) as worker:
        assert worker.observe(ask("work.f", x=1)).kind == "timeout"
        pid = worker.started.pid
    assert worker.started.status() == signal.SIGKILL
    assert not alive(pid)


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")
def test_workers_die_with_the_process_that_started_them(tmp_path):
    """When the grader is killed, its zygote and a worker in an endless loop end too."""
    program = (
        "import sys, numpy\n"
        "from autograder.core.records import ask\n"
        "from autograder.sandbox.workers import Workers\n"
        "workers = Workers()\n"
        "files = {'backprop/__init__.py': b'', 'backprop/w.py': b'def f(x):\\n while True: pass'}\n"
        "worker = workers.start(files, 60)\n"
        "print(workers.starter.zygote.pid, worker.started.pid, flush=True)\n"
        "worker.observe(ask('w.f', x=1))\n"
    )
    grader = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    pids = [int(pid) for pid in grader.stdout.readline().split()]
    assert all(map(alive, pids))
    grader.kill()
    grader.communicate()
    for pid in pids:
        wait_for_end(pid)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is forked")
@pytest.mark.parametrize(
    "environment, before, forked",
    [
        ({}, "", True),
        ({"TOKEN": "of a TA"}, "", False),
        ({}, "import autograder.grading.reference", False),
        (
            {},
            "import threading as t; t.Thread(target=t.Event().wait, daemon=True).start()",
            False,
        ),
    ],
    ids=["nothing to hide", "an environment", "answers", "another thread"],
)
def test_the_grader_is_forked_only_before_it_knows_anything(environment, before, forked):
    """A clean process is a copy of the grader where that holds nothing, and a new Python else."""
    program = (
        f"import sys\nsys.path.insert(0, {str(ROOT)!r})\n{before}\n"
        "from autograder.grading.clean_start import clean_workers\n"
        "with clean_workers() as workers:\n"
        "    print(type(workers.starter.zygote).__name__, workers.protections() != 0)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert ran.stdout.split() == ["_Child" if forked else "Popen", "True"]


def parent_of(pid):
    with open(f"/proc/{pid}/stat", "rb") as file:
        return int(file.read().rpartition(b")")[2].split()[1])


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is no host")
def test_the_process_that_holds_a_submission_is_replaced():
    """Where the process that holds a submission is ended, the next question finds a worker."""
    files = {"backprop/__init__.py": b"", "backprop/work.py": b"def f(x): return x + 1\n"}
    with Workers() as workers:
        with workers.start(files, 20.0) as worker:
            assert worker.observe(ask("work.f", x=1)).value == 2
            host = parent_of(worker.started.pid)
            assert parent_of(host) == workers.starter.zygote.pid
            os.kill(host, signal.SIGKILL)
            wait_for_end(host)
            assert worker.observe(ask("work.f", x=1)).kind == "died"
        for x in range(3):
            with workers.start(files, 20.0) as worker:
                assert worker.observe(ask("work.f", x=x)).value == x + 1
                assert parent_of(parent_of(worker.started.pid)) == workers.starter.zygote.pid


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no worker is started ahead")
def test_an_expected_worker_is_the_one_that_is_started():
    """It is forked when it is expected; of another submission, or once ended, it is not used."""
    files = {"backprop/__init__.py": b"", "backprop/work.py": b"def f(x): return x + 1\n"}
    other = {**files, "backprop/work.py": b"def f(x): return x + 2\n"}
    with Workers() as workers:
        for expected, ended in ((files, False), (other, False), (files, True)):
            workers.expect(expected)
            ahead = workers.starter.next.pid.number()
            if ended:
                os.kill(ahead, signal.SIGKILL)
                wait_for_end(ahead)
            with workers.start(files, 20.0) as worker:
                assert worker.observe(ask("work.f", x=1)).value == 2
                assert (worker.started.pid == ahead) == (expected is files and not ended)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no worker is started ahead")
def test_whoever_expects_a_worker_where_none_can_be_started_goes_on():
    """The start that follows has a clean process anew."""
    files = {"backprop/__init__.py": b"", "backprop/work.py": b"def f(x): return x + 1\n"}
    with Workers() as workers:
        os.kill(workers.starter.zygote.pid, signal.SIGKILL)
        wait_for_end(workers.starter.zygote.pid)
        workers.expect(files)
        with workers.start(files, 20.0) as worker:
            assert worker.observe(ask("work.f", x=1)).value == 2


def test_files_that_take_long_to_compile_stop_only_who_imports_them():
    """Compiling a submission ends after a time; its other files are graded all the same."""
    sources = {"backprop/__init__.py": b"", "backprop/work.py": b"def f(x): return x + 1\n"}
    sources |= {f"backprop/long{n}.py": b"lambda x: x\n" * 200_000 for n in range(6)}
    with Workers() as workers, workers.start(sources, 20.0) as worker:
        assert worker.observe(ask("work.f", x=1)).value == 2


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is no such limit")
def test_a_worker_does_not_use_up_the_signals_of_its_user(observe):
    """With timers, each of which counts, it would: its user may be the one who grades."""
    source = "import resource\ndef f(x): return resource.getrlimit(resource.RLIMIT_SIGPENDING)[1]"
    assert observe(source).value == 64


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is no seccomp")
def test_a_worker_gets_no_descriptor_of_the_grader():
    """Its line could be asked for one of the process at the other end."""
    source = (
        b"import ctypes\ndef f():\n    libc, pid = ctypes.CDLL(None), ctypes.c_int()\n"
        b"    got = (libc.getsockopt(fd, 1, 17, ctypes.byref(pid), ctypes.byref(ctypes.c_int(4)))"
        b" for fd in range(64))\n    return 0 in got\n"
    )
    files = {"backprop/__init__.py": b"", "backprop/work.py": source}
    with Workers() as workers, workers.start(files, 20.0) as worker:
        assert worker.observe(ask("work.f")).value is False


SEARCHES_ITS_HEAP = b"""
import ctypes, os
def f(mark):
    libc = ctypes.CDLL(None)
    libc.sbrk.restype = ctypes.c_void_p
    _, pipe = os.pipe()
    page = libc.sbrk(0) - 4096
    text = b""
    while libc.write(pipe, ctypes.c_void_p(page), ctypes.c_size_t(1)) == 1:
        text = ctypes.string_at(page, 4096) + text
        page -= 4096
    return len(text), text.count(mark[::-1])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is shared")
def test_a_submission_finds_nothing_of_the_one_before_it():
    """The memory in which a worker was forked has never held another student's files."""
    mark = b"# the work of somebody else"
    earlier = {f"backprop/m{n}.py": mark * (20 + 13 * n) for n in range(10)}
    searching = {"backprop/__init__.py": b"", "backprop/work.py": SEARCHES_ITS_HEAP}
    with Workers() as workers:
        with workers.start(earlier, 20.0) as worker:
            worker.observe(ask("m1.f"))
        with workers.start(searching, 20.0) as worker:
            searched, found = worker.observe(ask("work.f", mark=mark[::-1])).value
    assert searched > 0 and found == 0


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is no seccomp")
@pytest.mark.parametrize(
    "call",
    [
        "os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)",
        "os.preadv(file, [bytearray(1)], 0, os.RWF_NOWAIT)",
    ],
)
def test_no_note_is_left_in_the_memory_of_the_machine(observe, call):
    """A worker cannot put a file's pages out of memory, nor ask whether they are there."""
    raised = observe(f"import os\ndef f(x):\n    file = os.open(os.__file__, 0)\n    {call}").raised
    assert raised and raised.type == "PermissionError"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is no host")
def test_compiling_ends_also_where_the_grader_was_started_without_alarms():
    """What the grader's parent did to the signal is undone in the process that compiles."""
    before = signal.signal(signal.SIGALRM, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])
    try:
        with Workers() as workers, workers.start({"backprop/__init__.py": b""}, 20.0) as worker:
            worker.observe(ask("work.f"))
            with open(f"/proc/{parent_of(worker.started.pid)}/status") as file:
                status = dict(line.split(":\t", 1) for line in file)
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGALRM])
        signal.signal(signal.SIGALRM, before)
    masks = [int(status[name], 16) for name in ("SigIgn", "SigBlk")]
    assert [mask >> (signal.SIGALRM - 1) & 1 for mask in masks] == [0, 0]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is no host")
def test_files_that_take_all_memory_to_compile_leave_the_host_enough():
    """Code fills what may be used for compiling, and its host still starts and ends workers."""
    sources = {"backprop/__init__.py": b"", "backprop/work.py": b"def f(x): return x + 1\n"}
    sizes = [400] * 130 + [50] * 60 + [10] * 60 + [3] * 60 + [1] * 100
    sources |= {f"backprop/m{n}.py": large_code(n, size) for n, size in enumerate(sizes)}
    with Workers() as workers:
        zygote = workers.starter.zygote
        for x in range(3):
            with workers.start(sources, 20.0) as worker:
                assert worker.observe(ask("work.f", x=x)).value == x + 1
        assert workers.starter.zygote is zygote


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is no zygote")
def test_a_submission_that_ends_whoever_holds_it_has_itself_to_blame(monkeypatch):
    """Its workers have ended; those of the next one answer."""
    from autograder.sandbox.forking import ForkStarter

    start, mark = ForkStarter._start, b"ends every process that holds it"

    def ended_by_it(starter, submission):
        if mark in submission:
            starter.control.connection.shutdown(socket.SHUT_RDWR)
        return start(starter, submission)

    monkeypatch.setattr(ForkStarter, "_start", ended_by_it)
    right = {"backprop/__init__.py": b"", "backprop/work.py": b"def f(x): return x\n"}
    with Workers() as workers:
        for _ in range(2):
            with workers.start({"backprop/work.py": b"#" + mark}, 20.0) as worker:
                assert worker.observe(ask("work.f", x=1)).kind == "died"
            with workers.start(right, 20.0) as worker:
                assert worker.observe(ask("work.f", x=1)).value == 1


def large_code(number, size):
    """A source whose code is so many times 8 KB of different constants."""
    texts = (chr(0x4E00 + number) + chr(0x4E00 + n) for n in range(size))
    return "".join(["def f():\n", *(f' x = "{text}" * 2048\n' for text in texts)]).encode()


def test_compiling_a_submission_prints_nothing(capfd):
    """What Python warns of in a file is not printed where the grader speaks."""
    files = {"backprop/__init__.py": b"", "backprop/work.py": b"def f(x): return x is 1\n"}
    with Workers() as workers, workers.start(files, 20.0) as worker:
        assert worker.observe(ask("work.f", x=1)).kind == "returned"
    assert capfd.readouterr() == ("", "")


def wait_for_end(pid):
    """Return when the process is gone; the test fails at its own time limit if it never is."""
    with contextlib.suppress(ProcessLookupError):
        descriptor = os.pidfd_open(pid)
        assert select.select([descriptor], [], [], 20)[0], "the process is still there"
        os.close(descriptor)


def alive(pid):
    """Whether a process runs; one that is dead and not yet reaped does not."""
    try:
        os.kill(pid, 0)
        with open(f"/proc/{pid}/stat", "rb") as file:
            return file.read().rpartition(b")")[2].split()[0] != b"Z"
    except (ProcessLookupError, FileNotFoundError):
        return False


def test_the_self_test_finds_what_is_open(tmp_path):
    """Without confinement, the self-test names what a worker could do."""
    (tmp_path / "answers.py").write_text("secret")
    found = self_test([str(tmp_path / "answers.py")], [str(tmp_path)])
    assert f"a worker can read {tmp_path / 'answers.py'}" in found
    assert f"a worker can write into {tmp_path}" in found
    assert "a worker can open a socket" in found and "a worker can start a process" in found


def test_the_protections_are_said_in_a_line():
    """What is on, and what is off."""
    protections = Protection.LIMITS | Protection.SECCOMP
    assert protections.described() == (
        "limits on memory and time, seccomp (off: a user of its own, no new privileges, Landlock)"
    )
