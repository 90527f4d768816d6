"""What the bytes of a file are: Python whatever its encoding, a notebook, a page, or neither."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from typing import NamedTuple

from .definitions import defined_in
from .files import Files, LeftOut
from .names import NOTEBOOK, module_meant

# Of two marks of which one begins with the other, the longer stands first.
MARKS = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}
SIGNATURES = {
    b"PK\x03\x04": "a zip archive, or a document of an office program",
    b"%PDF": "a PDF",
    b"{\\rtf": "formatted text (RTF)",
    b"\xd0\xcf\x11\xe0": "a document of an office program",
    b"\x1f\x8b": "a gzip archive",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"Rar!": "a RAR archive",
    b"7z\xbc\xaf": "a 7z archive",
}
TAG = re.compile(r"(<[^<>]*>)")
BLOCKS = frozenset({"p", "div", "pre", "li", "tr"})
MARIMO = b"marimo.App("
# What Jupyter or Colab leave of a notebook that they save as .py, and Python does not know.
EXPORTED = re.compile(
    rb"^(?:!\w|get_ipython\(\)\.|%%?(?:autoreload|capture|cd|config|file|load_ext|matplotlib|pip|"
    rb"pylab|run|time|timeit|writefile)\b)",
    re.MULTILINE,
)
FENCE = b"```"
MARK = codecs.BOM_UTF8
AT_THE_END = b"\0\x1a"
CODING = re.compile(rb"\A(?:[^\n]*\n)?[^\n]*coding[:=]")
PASTED = ("onlinetext.html", "text.html")
"""How Moodle and Canvas call what was typed into their own form."""


class Texts(NamedTuple):
    """The files as Python in UTF-8 and notebooks; what is neither, and sentences on the others."""

    files: Files
    left_out: tuple[LeftOut, ...]
    notes: tuple[str, ...]


def as_texts(files: Mapping[str, bytes]) -> Texts:
    """The files with their bytes made readable; one whose name hides a notebook gets its ending."""
    kept, left_out, notes = {}, [], []
    for path, data in files.items():
        if path.lower().endswith(NOTEBOOK):
            kept[path] = data
            continue
        kind = what_it_is(data)
        text, refused = _readable(data)
        if FENCE in text and not path.lower().endswith(".py"):
            text = code_of_markdown(text)
        if kind:
            left_out.append(LeftOut(path, f"it is {kind}: hand in the .py file itself"))
        elif is_page(path, text):
            _add_page(path, text, kept, left_out)
        elif is_notebook_text(text) or is_exported(text):
            kept[f"{path}{NOTEBOOK}"] = text
            notes.append(f"{path} is a notebook, and was read as one.")
        else:
            kept[path] = text
            if refused and defined_in(text):
                notes.append(f"{path} {refused}. It was converted here; save it as UTF-8.")
    return Texts(kept, tuple(left_out), tuple(notes))


def what_it_is(data: bytes) -> str:
    """What a file is whose bytes tell that it is no text; empty for all others."""
    return next((kind for mark, kind in SIGNATURES.items() if data.startswith(mark)), "")


def _readable(data: bytes) -> tuple[bytes, str]:
    """The text in UTF-8, and why Python refuses what was handed in, where it does."""
    text, encoding = _decoded(data)
    if encoding:
        return text, f"is in {encoding}, which Python does not read"
    start = text[: len(MARK)] if text.startswith(MARK) else b""
    whole = start + text[len(start) :].replace(MARK, b"").rstrip(AT_THE_END)
    return whole, "holds marks that Python does not read" if whole != text else ""


def _decoded(data):
    encoding = _encoding(data)
    if encoding is None:
        return data, ""
    text = data.decode(encoding, "replace").removeprefix("\ufeff")
    return text.encode("utf-8", "replace"), encoding


def _encoding(data):
    for mark, encoding in MARKS.items():
        if data.startswith(mark):
            return encoding
    # Without a mark, the zeros tell: three of four bytes, or one of two, the first or the last.
    head = data[:400]
    zeros = head.count(0) / len(head) if head else 0
    if 0.2 < zeros < 0.8:
        return f"UTF-{32 if zeros > 0.6 else 16}-{'LE' if head[0] else 'BE'}"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return None if CODING.match(data) else "cp1252"
    return None


def code_of_markdown(text: bytes) -> bytes:
    """The lines of a Markdown text's code, where they are; the others are empty."""
    fences = 0
    lines = []
    for line in text.splitlines():
        is_fence = line.lstrip().startswith(FENCE)
        fences += is_fence
        lines.append(line if fences % 2 and not is_fence else b"")
    return b"\n".join(lines) + b"\n"


def is_notebook_text(text: bytes) -> bool:
    """Whether it is a notebook's JSON, whatever the file is called."""
    return text.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{" and b'"cell_type"' in text


def is_exported(text: bytes) -> bool:
    """Whether it is a notebook as a Python file: marimo's, or what other notebooks save as one."""
    return MARIMO in text or (not is_notebook_text(text) and bool(EXPORTED.search(text)))


def is_page(path: str, text: bytes) -> bool:
    """Whether it is HTML."""
    head = text[:200].lstrip().lower()
    return path.lower().endswith((".html", ".htm")) or head.startswith((b"<!doctype", b"<html"))


def _add_page(path, page, kept, left_out):
    if path.lower().endswith(PASTED):
        kept[path] = text_of_page(page)
    elif module_meant(path) or defined_in(text_of_page(page)):
        left_out.append(LeftOut(path, "it is a web page: hand in the .py files or the .ipynb"))


def text_of_page(page: bytes) -> bytes:
    """The text of a web page, its lines and indents kept: code that was pasted into a form."""
    pieces, preformatted = [], False
    for text, tag in _tags(page.decode("utf-8", "replace")):
        pieces.append(text if preformatted else text.replace("\n", ""))
        name = tag.strip("</> ").partition(" ")[0].lower()
        preformatted = not tag.startswith("</") if name == "pre" else preformatted
        if name == "br" or (name in BLOCKS and tag.startswith("</")):
            pieces.append("\n")
    import html

    return html.unescape("".join(pieces)).replace("\xa0", " ").encode("utf-8", "replace")


def _tags(page):
    """Each tag, and the text before it."""
    parts = TAG.split(page)
    return zip(parts[::2], [*parts[1::2], ""], strict=True)
