"""Text that a student wrote, as it may be shown: in messages, on pages, in logs, to spreadsheets.

No control character reaches a terminal, no line of it can be taken for one of the kit's, and
no cell of it is a formula. Every place that shows such text has it from here.
"""

from __future__ import annotations

import re
import sys
import traceback

INDENT = " " * 11
QUOTE = f"\n{INDENT}| "
"""How each further line begins: below the first one, which stands behind a word of the kit's."""

# What a spreadsheet takes for the beginning of a formula, in full width too.
FORMULA_SIGNS = ("=", "+", "-", "@", "|", "%", "＝", "＋", "－", "＠")
# What may separate two cells where the file is opened. Which of them does depends on the country.
SEPARATORS = re.compile(r"([,;\t\r\n])")


def printable(text: str) -> str:
    """Text without control characters, escape codes and lone surrogates; it keeps its lines."""
    return "".join(c if c.isprintable() or c == "\n" else "?" for c in text)


def shown(text: str, most: int = 2_000) -> str:
    """Text that stands behind a word of the left column; further lines are quoted below it."""
    cut = text[:most] + (" ..." if len(text) > most else "")
    return printable(cut).replace("\n", QUOTE)


def in_line(text: str, most: int = 200) -> str:
    """Text as a part of one line."""
    cut = text[:most] + (" ..." if len(text) > most else "")
    spaced = (" " if c.isspace() else c for c in cut)
    return "".join(c if c.isprintable() else "?" for c in spaced)


def cell_text(text: str) -> str:
    """Text as a cell of a CSV: an apostrophe stands before what a spreadsheet would run.

    Before what it would run if another character separated the cells, too. Python 3.10 writes
    no CSV with a null character in it.
    """
    return "".join(
        f"'{part}" if part.lstrip().lstrip('"').lstrip().startswith(FORMULA_SIGNS) else part
        for part in SEPARATORS.split(text.replace("\0", "?"))
    )


def complain(told: str = ""):
    """Tell staff of an exception where errors go: the one that is handled now, or its text."""
    print(printable(told or traceback.format_exc()), end="", file=sys.stderr, flush=True)
