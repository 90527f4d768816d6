"""What a worker does: it carries out steps on a submission, and sends back what comes of them.

It takes one request after another. All its words are untrusted: the grader checks them.
"""

from __future__ import annotations

import contextlib
import io
import linecache
import mmap
import os
import sys
import traceback
from collections.abc import Callable
from functools import partial
from typing import Any, cast

from ..wire import MAX_ANSWER_BYTES, MAX_VALUES, Encoded, Refused, encode, unpack
from ..wire.writing import Refer
from .functions import Functions, Missing, laid_out, watched
from .limits import OUT_OF_MEMORY
from .line import READY, Line
from .newer import python_needed
from .sources import Sources
from .surroundings import without_folders
from .vocabulary import Vocabulary

MAX_PRINTED = 10_000
MAX_TEXT = 2_000
SPARE_BYTES = 8 * 2**20
_spare: list[mmap.mmap] = []
"""Memory that is given back where a submission has used up all the rest."""


def serve(package: str, line: Line):
    """Say that all is ready, and answer requests about a submission until the line is closed.

    Its Sources are installed.
    """
    vocabulary = Vocabulary(Functions(package), line)
    line.write_frame(READY)
    try:
        while (received := line.read_frame()) is not None:
            request = unpack(received)
            for action in _actions(vocabulary, request):
                line.write_frame(_answer(action, vocabulary, request["nonce"]))
    except MemoryError:  # A submission keeps what fills the memory.
        os._exit(OUT_OF_MEMORY)


def _actions(vocabulary, request):
    """What a request asks for: runs of steps that hang together, or calls. Each is answered."""
    if "runs" in request:
        return [lambda steps=steps: (vocabulary.run(steps), []) for steps in request["runs"]]
    if "calls" not in request:
        return [lambda: (vocabulary.carry_out(request["steps"]), [])]
    vocabulary.carry_out(request["steps"])
    return [partial(_call, vocabulary, *call) for call in request["calls"]]


def _call(vocabulary, name, inputs, layout):
    """What a function returns, and the names of the inputs that it has changed."""
    given = {name: laid_out(vocabulary.resolve(value), layout) for name, value in inputs.items()}
    changed = watched(given)
    return vocabulary.functions(name)(*given.values()), changed()


def _answer(action, vocabulary, nonce):
    printed = sys.stdout = sys.stderr = _Printed()
    response = observe(action, vocabulary.refer)
    response["nonce"] = nonce
    if text := printed.text():
        response["printed"] = without_folders(text)
    return encode(response)


def observe(action: Callable[[], tuple[Any, list[str]]], refer: Refer | None = None) -> dict:
    """What comes of an action, (value, what it changed), or what it raises, as plain data."""
    _keep_spare_memory()
    try:
        value, changed = action()
        encoded_value = Encoded(encode(value, refer, MAX_ANSWER_BYTES, MAX_VALUES))
    except Missing as missing:
        return {"kind": "missing", "reason": str(missing)}
    except Refused as refused:
        return {"kind": "refused", "reason": str(refused)}
    except BaseException as error:
        if isinstance(error, MemoryError):
            _make_room(error)
        return {"kind": "raised", "raised": _describe(error)}
    answer = {"kind": "returned", "value": encoded_value}
    return {**answer, "changed": changed} if changed else answer


def _keep_spare_memory():
    if not _spare:
        with contextlib.suppress(OSError):
            _spare.append(mmap.mmap(-1, SPARE_BYTES))


def _make_room(error: BaseException | None):
    """Let go of what is held by the frames that an exception, and what led to it, has passed."""
    _spare.clear()
    while error:
        traceback.clear_frames(error.__traceback__)
        error = error.__context__


def _describe(error):
    """An exception as plain data: its type, its text, and where in the submission it arose.

    Where a newer Python would not raise it, `needs` names that.
    """
    installed = Sources.installed
    error = installed.cause_of(error) if installed else error
    description = {"type": type(error).__name__, "message": without_folders(_text(error))}
    sources = installed.quotable if installed else ()
    if isinstance(error, SyntaxError) and error.filename in sources:
        place = (error.filename, error.lineno or 0, error.text or "")
        description["message"] = str(error.msg)
    else:
        place = _last_line_of_submission(error, sources)
    file, line, code = place
    text = installed.texts.get(file, "") if installed else ""
    description["needs"] = python_needed(error, text, line)
    return {**description, "file": file, "line": line, "code": code.strip()[:200]}


def _text(error):
    try:
        return str(error)[:MAX_TEXT]
    except BaseException:
        return "(its text cannot be shown)"


def _last_line_of_submission(error, sources):
    frames = traceback.walk_tb(error.__traceback__)
    for file, line in reversed([(frame.f_code.co_filename, line) for frame, line in frames]):
        if file in sources:
            return file, line or 0, linecache.getline(file, line or 0)
    return "", 0, ""


class _Printed(io.TextIOWrapper):
    """Standard output: keeps the beginning of what is printed, and counts the rest."""

    def __init__(self):
        self.bytes = _BoundedBytes()
        super().__init__(
            cast(Any, self.bytes), "utf-8", errors="backslashreplace", write_through=True
        )

    def write(self, text):
        room = self.bytes.room
        if room:
            super().write(text[:room])
        self.bytes.left_out += max(len(text) - room, 0)
        return len(text)

    def text(self):
        left_out = self.bytes.left_out
        cut = f"\n[{left_out} more characters]" if left_out else ""
        return self.bytes.kept.decode("utf-8", "replace") + cut


class _BoundedBytes(io.RawIOBase):
    """Keeps the first bytes that are written, and counts the others."""

    def __init__(self):
        self.kept = bytearray()
        self.left_out = 0

    @property
    def room(self):
        return MAX_PRINTED - len(self.kept)

    def writable(self):
        return True

    def write(self, data):
        taken = min(len(data), self.room)
        self.kept += data[:taken]
        self.left_out += len(data) - taken
        return len(data)
