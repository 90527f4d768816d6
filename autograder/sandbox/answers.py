"""Observations out of what a worker answers, of which no word is believed."""

from __future__ import annotations

import builtins
import re

from ..core.records import Observation, Raised
from ..wire import Refused

MAX_SHOWN = 20_000
NUMBER_OF_PYTHON = re.compile(r"3\.\d{2}", re.ASCII)


class NotReturned(Exception):
    """The submission has answered, and not with a value: `observation` says with what."""

    observation: Observation


def not_returned(observation: Observation) -> NotReturned:
    """A NotReturned that is also an exception of the type that the submission raised."""
    raised = observation.raised
    kind = getattr(builtins, raised.type, None) if raised else None
    bases: tuple[type, ...] = (NotReturned,)
    if isinstance(kind, type) and issubclass(kind, ValueError) and "Unicode" not in kind.__name__:
        bases = (NotReturned, kind)
    error = type("NotReturned", bases, {})(raised.message if raised else observation.reason)
    error.observation = observation
    return error


def observation_of(response, nonce):
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
        changed=tuple(named),
    )


def _raised(response):
    fields = _Fields(response.get("raised"))
    line = fields.values.get("line")
    needs = fields.text("needs", "")
    return Raised(
        type=fields.text("type"),
        message=fields.text("message"),
        file=fields.text("file"),
        line=line if type(line) is int else 0,
        code=fields.text("code"),
        needs=needs if NUMBER_OF_PYTHON.fullmatch(needs) else "",
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
