"""From a worker's untrusted response to an Observation, or to Refused."""

from __future__ import annotations

from typing import Any

from ..records import Ask, Observation, Raised
from ..wire import Refused

MAX_SHOWN = 20_000


def observation_of(response: Any, nonce: str, asked: Ask, spent: float) -> Observation:
    """An Observation out of an untrusted response; Refused if it has not the form of one."""
    fields = _Fields(response)
    if fields.text("nonce") != nonce:
        raise Refused("an answer to another question")
    kind = fields.text("kind")
    if kind not in ("returned", "missing", "refused", "raised"):
        raise Refused("an unknown kind of answer")
    changed = response.get("changed")
    named = [name for name in changed if type(name) is str] if type(changed) is list else []
    return Observation(
        kind,
        value=response.get("value"),
        raised=_raised(response) if kind == "raised" else None,
        reason=fields.text("reason", ""),
        printed=fields.text("printed", ""),
        changed=tuple(name for name in asked.inputs if name in named),
        cpu_seconds=spent,
    )


def _raised(response):
    fields = _Fields(response.get("raised"))
    line = fields.values.get("line")
    return Raised(
        type=fields.text("type"),
        message=fields.text("message"),
        file=fields.text("file"),
        line=line if type(line) is int else 0,
        code=fields.text("code"),
    )


class _Fields:
    """Reads an untrusted mapping."""

    def __init__(self, values):
        if type(values) is not dict:
            raise Refused("an answer without fields")
        self.values = values

    def text(self, name, default=None):
        value = self.values.get(name, default)
        if type(value) is not str:
            raise Refused(f"an answer without {name}")
        return value[:MAX_SHOWN]
