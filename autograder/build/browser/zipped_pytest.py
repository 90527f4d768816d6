"""pytest for the browser: pure Python, taken from this environment, in one zip."""

from __future__ import annotations

import importlib.metadata

from ..stencil import zipped
from . import CannotBuild

# Exactly what pyproject.toml pins in the extra `browser`.
DISTRIBUTIONS = ("pytest", "pluggy", "iniconfig", "packaging", "pygments")
# Of 300 languages pytest colours two.
LEXERS = "pygments/lexers/"
USED_LEXERS = {f"{LEXERS}{name}.py" for name in ("__init__", "_mapping", "diff", "python")}


def zipped_pytest() -> bytes:
    """The zip, the same bytes for the same versions. CannotBuild where one is not installed."""
    tree = {}
    for name in DISTRIBUTIONS:
        for file in _files_of(name):
            path = file.as_posix()
            if path.endswith(".py") and (not path.startswith(LEXERS) or path in USED_LEXERS):
                tree[path] = file.locate().read_bytes()
    return zipped(tree, top="")


def _files_of(name):
    try:
        found = importlib.metadata.files(name) or []
    except importlib.metadata.PackageNotFoundError:
        why = f"{name} is not installed: python -m pip install -e '.[browser]'"
        raise CannotBuild(why) from None
    return [file for file in found if ".." not in file.parts]
