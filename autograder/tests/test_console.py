"""Whatever the terminal can show and the machine has left, a run ends with words, no traceback."""

import errno
import importlib.metadata
import os
import subprocess
import sys

import pytest

from autograder.commands.console import sentence_on
from autograder.core.homework import ROOT
from autograder.sandbox.starters import SandboxFault

RAISES = """
def softmax_jacobian(z):
    raise ValueError("\N{CJK UNIFIED IDEOGRAPH-932F}\N{CJK UNIFIED IDEOGRAPH-8AA4}")
"""
AT_ITS_END = """
import errno, os, sys
sys.path.insert(0, sys.argv[1])
def refuse(*_):
    raise OSError(errno.{name}, os.strerror(errno.{name}))
os.{function} = refuse
sys.argv = ["autograder", "grade", "solution", "--only", "2.6", "--results", sys.argv[2]]
from autograder.commands.cli import main
main()
"""


@pytest.mark.parametrize(
    "console",
    [
        {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0", "LC_ALL": "C"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "utf-8"},
    ],
    ids=lambda console: console["PYTHONIOENCODING"],
)
def test_what_a_console_cannot_show_ends_no_run(tmp_path, console):
    """A message in Chinese is shown as it is or as escapes, with all that comes after it."""
    (tmp_path / "jacobians.py").write_text(RAISES, encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-m", "autograder", "grade", str(tmp_path), "--only", "2.5"],
        cwd=ROOT, env={**os.environ, **console}, capture_output=True, check=False,
    )  # fmt: skip
    text = ran.stdout.decode(console["PYTHONIOENCODING"])
    assert ran.returncode == 0, ran.stderr
    assert "ValueError: " + ("錯誤" if "utf" in str(console) else "\\u932f\\u8aa4") in text
    assert "sandbox   " in text


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is forked")
@pytest.mark.parametrize(
    ("name", "function", "sentence"),
    [
        ("EAGAIN", "fork", "this user may start no more processes on this machine"),
        ("ENOSPC", "replace", "results.json: there is no space left"),
    ],
)
def test_a_machine_at_its_end_is_said_in_a_sentence(tmp_path, name, function, sentence):
    """It ends with 3, without a traceback, and says what there is no more of."""
    program = AT_ITS_END.format(name=name, function=function)
    ran = subprocess.run(
        [sys.executable, "-c", program, str(ROOT), str(tmp_path / "results.json")],
        cwd=ROOT, env={}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 3
    assert ran.stderr.startswith("autograder: ") and ran.stderr.endswith(f"{sentence}\n")
    assert len(ran.stderr.splitlines()) == 1


def test_a_fault_of_our_own_has_its_traceback():
    """Only what the machine lacks is a sentence."""
    assert sentence_on(KeyError("x")) == sentence_on(FileNotFoundError(errno.ENOENT, "x")) == ""
    assert sentence_on(RuntimeError("can't start new thread")) != ""
    assert sentence_on(SandboxFault("no worker")) == "no worker"


def test_the_version_is_that_of_the_package():
    """`autograder --version` says which it is."""
    ran = subprocess.run(
        [sys.executable, "-m", "autograder", "--version"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout == f"autograder {importlib.metadata.version('backprop-autograder')}\n"
