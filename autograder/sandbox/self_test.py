"""Finds out what a confined worker can still do. It needs no submission."""

import importlib.util
import os
import pathlib
import sys


def self_test(unreadable: list[str], unwritable: list[str]) -> list[str]:
    """A sentence for each thing that should not be possible, or should be and is not."""
    return [
        *_python_works(),
        *(sentence for action, sentence in _forbidden(unreadable, unwritable) if _succeeds(action)),
    ]


def _python_works():
    try:
        # Modules that nothing has loaded yet. NumPy's takes long to load.
        importlib.import_module("colorsys")
        if importlib.util.find_spec("numpy.ma") is None:
            raise ModuleNotFoundError("numpy.ma")
    except Exception as error:
        yield f"a worker cannot import the modules of Python and NumPy ({error})"


def _forbidden(unreadable, unwritable):
    for path in unreadable:
        yield lambda path=path: pathlib.Path(path).read_bytes(), f"a worker can read {path}"
    for folder in unwritable:
        yield lambda folder=folder: _write(folder), f"a worker can write into {folder}"
    yield _talk, "a worker can open a socket"
    yield _start_process, "a worker can start a process"
    if sys.platform != "win32":  # There, this is Ctrl-C for all who share the console.
        yield lambda: os.kill(os.getppid(), 0), "a worker can send signals"


def _succeeds(action):
    try:
        action()
    except (OSError, AttributeError):
        return False
    return True


def _write(folder):
    path = pathlib.Path(folder, f".self-test-{os.getpid()}")
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    path.unlink()


def _talk():
    import socket

    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).close()


def _start_process():
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)
