"""What an exception in a student's own line says, in words, and what to look at in that line."""

from __future__ import annotations

import re

from ...core.homework import PACKAGE, given_files
from ...core.records import Raised

GIVEN = (
    "the line that fails is in a file that is given: which call in your code leads there, and with "
    "what?"
)

# By "Type: message"; the first that fits. A message shows the line; a table of hints does not.
MEANINGS = [
    (
        r"ValueError: .*(?:broadcast|core dimension|not aligned|cannot reshape)",
        "print the arrays' shapes just before the line that fails: do they fit?",
    ),
    (
        r"ValueError: need at least one array",
        "the line that fails makes an array of an empty list: for which input is it empty, and "
        "what is expected there?",
    ),
    (
        r"ValueError: .*(?:inhomogeneous|must match exactly|same shape)",
        "the line that fails makes one array of several: print their shapes, also for the input "
        "that is shown: can they stand in one?",
    ),
    (
        r"ValueError: .*values to unpack",
        "the line that fails takes something apart into more or fewer pieces than it has: what is "
        "it, and of how many?",
    ),
    (
        r"ValueError: (?:math domain error|expected a \w+ input)",
        "the line that fails takes a root or a logarithm of a number that has none: of which, and "
        "is that function wanted there?",
    ),
    (
        r"IndexError: too many indices",
        "print the array's shape just before the line that fails: has it as many axes as you ask "
        "for?",
    ),
    (
        r"IndexError: ",
        "the line that fails counts beyond an end: how long is what it counts in, which index is "
        "too large, or too far below 0, and what is it made of?",
    ),
    (
        r"KeyError: ",
        "the line that fails looks for a key that is not there: what does the variable between "
        "the brackets hold by then?",
    ),
    (
        r"AttributeError: ",
        "print the type of what stands before the dot in the line that fails: is it what you "
        "think?",
    ),
    (
        r"\w*Error: Cannot cast ufunc",
        "the line that fails writes floats into an array that holds integers: where do these come "
        "from, and is the array one that your code has made?",
    ),
    (
        r"TypeError: .*(?:positional argument|keyword argument)",
        "a function is called with other arguments than it takes, in the line that fails or by "
        "it: compare the call with its definition.",
    ),
    (
        r"TypeError: .*(?:unsupported operand|not subscriptable|not iterable|not callable|"
        r"multiply sequence|has no len|scalar|real number|ufunc|must be|cannot be interpreted)",
        "print the type of each thing in the line that fails: which is another than you think?",
    ),
    (
        r"(?:NameError|UnboundLocalError): ",
        "a name in the line that fails has no value there: is it spelled alike everywhere, "
        "imported, and set in every branch that leads to that line?",
    ),
    (
        r"NotImplementedError",
        "the line that fails says that something is still to be written: for which input does "
        "your code get there?",
    ),
    (r"ZeroDivisionError: ", "the line that fails divides by 0: for which input, and what then?"),
]


def meaning_of(raised: Raised | None) -> str:
    """What to look at in the line of a submission that raised this; empty where nobody knows."""
    if raised is None or not raised.line:
        return ""
    if raised.file.removeprefix(f"{PACKAGE}/") in given_files():
        return GIVEN
    text = f"{raised.type}: {raised.message}"
    return next((words for pattern, words in MEANINGS if re.match(pattern, text)), "")
