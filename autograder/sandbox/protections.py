"""What passes between the grader and the process that starts workers: orders and numbers.

One of the numbers says which protections workers have; zygote.py says what the orders mean.
"""

from __future__ import annotations

import enum
import struct

NUMBER = struct.Struct("<q")
KNOW, HOLD, FORK, END, RELEASE = b"K", b"H", b"F", b"E", b"R"


class Protection(enum.IntFlag):
    """The protections that the process which starts workers has found to be there."""

    LIMITS = 1
    OWN_USER = 2
    NO_PRIVILEGES = 4
    SECCOMP = 8
    LANDLOCK = 16

    def described(self) -> str:
        """The protections as a line for TAs, and what is missing."""
        on = ", ".join(words for flag, words in WORDS.items() if flag in self) or "none"
        off = ", ".join(words for flag, words in WORDS.items() if flag not in self)
        return f"{on} (off: {off})" if off else on


WORDS = {
    Protection.LIMITS: "limits on memory and time",
    Protection.OWN_USER: "a user of its own",
    Protection.NO_PRIVILEGES: "no new privileges",
    Protection.SECCOMP: "seccomp",
    Protection.LANDLOCK: "Landlock",
}
