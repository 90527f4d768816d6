"""The folder of results: a results.json for each submission, whole or not there."""

from __future__ import annotations

import json
import pathlib
from collections.abc import Iterable, Mapping
from typing import Any

from ..core.documents import unjudged, write_document
from ..core.records import GRADER_ERROR
from .graders import Failed, Fresh, Graded, Reply
from .reports.standing import status_of
from .roster.records import Entry

Document = Mapping[str, Any]


class Store:
    """What has been graded so far, below one folder."""

    def __init__(self, folder: pathlib.Path):
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def document(self, entry: Entry) -> Document | None:
        """The kept results document; None where there is none that can be read, or another's."""
        document = read_document(self._path(entry))
        if document and document["extra_data"].get("graded_as", entry.name) != entry.name:
            return None
        return document

    def others(self, entries: Iterable[Entry]) -> list[Entry]:
        """Kept results of submissions that are not among these."""
        folders = {entry.folder for entry in entries}
        found = {
            path.parent.name: read_document(path) for path in self.folder.glob("*/results.json")
        }
        return [
            Entry(document["extra_data"].get("graded_as", folder), folder, None)
            for folder, document in sorted(found.items())
            if document and folder not in folders
        ]

    def known(self, entry: Entry) -> Mapping[str, str] | None:
        """What the kept result was made from; None where it has to be made anew.

        So it has where the grader failed, on the submission or on a question.
        """
        document = self.document(entry)
        if document is None or GRADER_ERROR in map(status_of, document["tests"]):
            return None
        return document["extra_data"].get("made_from")

    def keep(self, entry: Entry, reply: Reply):
        """Put a reply in the place of what was kept; a fresh result stays as it is."""
        if isinstance(reply, Fresh):
            return
        document = reply.document if isinstance(reply, Graded) else _failure(reply)
        path = self._path(entry)
        path.parent.mkdir(exist_ok=True)
        extra = {**document["extra_data"], "graded_as": entry.name}
        write_document(path, {**document, "extra_data": extra})

    def _path(self, entry):
        return self.folder / entry.folder / "results.json"


def read_document(path: pathlib.Path) -> Document | None:
    """The results document in a file; None where there is none, or none that has its parts."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        whole = isinstance(document["extra_data"], dict) and all(map(_is_row, document["tests"]))
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return document if whole else None


def _is_row(row):
    return {"number", "name", "score", "max_score", "extra_data"} <= set(row)


def _failure(reply: Failed) -> Document:
    return unjudged(
        f"Not graded: {reply.reason}. This is a fault of ours, not of the submission.",
        failure=reply.reason,
        details=reply.details,
    )
