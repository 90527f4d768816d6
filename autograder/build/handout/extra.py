"""Whether the packages that the handout is built with are here, in the versions it is pinned to.

The built bytes depend on these versions: with others, a fresh handout would look stale.
"""

from __future__ import annotations

import importlib.metadata
import re
import sys

from ...core.homework import ROOT

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

PIN = re.compile(r"([\w.-]+)==([\w.]+)")


def unmet() -> list[str]:
    """What the extra `handout` pins and is not here, a few words each."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = dict(filter(None, map(_pin, project["optional-dependencies"]["handout"])))
    found = {name: _version(name) for name in wanted}
    return [
        f"{name} {version} is wanted, {found[name] or 'none'} is installed"
        for name, version in wanted.items()
        if found[name] != version
    ]


def _pin(requirement):
    found = PIN.fullmatch(requirement)
    return found and found.groups()


def _version(name):
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None
