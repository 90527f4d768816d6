"""YAML as plain data and nothing else: no tag means anything, and no value can be too large.

A date that is none, an integer of 400 digits or another language's object ends PyYAML's own
loaders. Here all of them are the text that stands there.
"""

from __future__ import annotations

import re
from typing import Any, ClassVar

import yaml

SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# Short ones only. A student's number that begins with 0 is a text.
KINDS = {
    "null": re.compile(r"\A(?:~|null|Null|NULL|)\Z"),
    "bool": re.compile(r"\A(?:true|True|TRUE|false|False|FALSE)\Z"),
    "int": re.compile(r"\A-?(?:0|[1-9][0-9]{0,17})\Z"),
    "float": re.compile(r"\A-?[0-9]{1,18}\.[0-9]{0,18}(?:[eE][-+]?[0-9]{1,3})?\Z"),
}


class PlainLoader(SafeLoader):
    """A loader that knows strings, short numbers, true, false and null, lists and mappings."""

    yaml_implicit_resolvers: ClassVar[dict] = {}
    yaml_constructors: ClassVar[dict] = {}
    yaml_multi_constructors: ClassVar[dict] = {}


def load(data: bytes) -> Any:
    """The plain data in a YAML document. Raises whatever PyYAML does where it is none."""
    return yaml.load(data, PlainLoader)


def _plain(loader, node):
    if isinstance(node, yaml.MappingNode):
        return loader.construct_mapping(node, deep=True)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    kind = next((kind for kind, form in KINDS.items() if form.match(node.value)), "str")
    return _VALUES[kind](node.value) if node.style in (None, "") else node.value


_VALUES: dict[str, Any] = {
    "null": lambda text: None,
    "bool": lambda text: text.lower() == "true",
    "int": int,
    "float": float,
    "str": str,
}
PlainLoader.add_constructor(None, _plain)
