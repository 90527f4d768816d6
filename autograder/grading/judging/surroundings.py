"""Hints for exceptions that come from where a submission is graded: what is not there, or other."""

from __future__ import annotations

import re

from ...core.records import Raised
from .versions import version_hint

LEAVE_IT_OUT = 'leave that out, or put it under `if __name__ == "__main__":`.'
NO_FILES = f"while it is graded, your code can open no files: {LEAVE_IT_OUT}"
NO_FILES_NOR_PROCESSES = (
    f"while it is graded, your code can open no files, and there are no processes: {LEAVE_IT_OUT}"
)
NO_NETWORK = f"while it is graded, there is no network: {LEAVE_IT_OUT}"
NO_THREADS = f"while it is graded, your code can start no threads and no processes: {LEAVE_IT_OUT}"

# By "Type: message"; the first that fits.
HINTS = [
    (
        re.compile(r"\AModuleNotFoundError: "),
        "while it is graded, only Python's own modules, NumPy and the files that you hand in "
        "are there.",
    ),
    (re.compile(r"\AEOFError: "), f"while it is graded, nobody is there to type: {LEAVE_IT_OUT}"),
    (
        re.compile(r"\ASystemExit: "),
        f"exit(), quit() and a parser that refuses its arguments end the program: {LEAVE_IT_OUT}",
    ),
    (re.compile(r"\AMemoryError: "), "it used more memory than there is: 512 MB, NumPy included."),
    (
        re.compile(
            r"\A(?:URLError|HTTPError|gaierror|Connection(?:Refused|Reset|Aborted)?Error): "
        ),
        NO_NETWORK,
    ),
    (re.compile(r"\ARuntimeError: can't (?:start|allocate) .*thread"), NO_THREADS),
    (re.compile(r"\A(?:FileNotFound|IsADirectory)Error: .*: ['\"]"), NO_FILES),
    (re.compile(r"\APermissionError: \[Errno 13\] .*: ['\"]"), NO_FILES),
    # The name may be that of a program that was to be started.
    (re.compile(r"\APermissionError: .*: ['\"]"), NO_FILES_NOR_PROCESSES),
    (
        re.compile(r"\A(?:PermissionError|BlockingIOError|OSError): \[Errno (?:1|11|13)\]"),
        f"while it is graded, there are no files, no network, no threads and no processes: "
        f"{LEAVE_IT_OUT}",
    ),
    (re.compile(r"\AFileNotFoundError: "), NO_FILES),
    (
        re.compile(r"\ASyntaxError: .*(?:null bytes|codec can't decode)"),
        "is the file saved as UTF-16, or in another encoding? Save it as UTF-8.",
    ),
]


def hint_of_surroundings(raised: Raised) -> str:
    """What an exception says of the place where it is graded; empty where nothing."""
    text = f"{raised.type}: {raised.message}"
    hints = (hint for pattern, hint in HINTS if pattern.match(text))
    return version_hint(raised) or next(hints, "")
