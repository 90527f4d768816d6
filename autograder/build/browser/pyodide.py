"""Which files Python consists of in a browser, where they are fetched from, and their hashes."""

from __future__ import annotations

import hashlib
import json
import pathlib
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from . import CannotBuild

CORE = {
    "pyodide.mjs": "text/javascript",
    "pyodide.asm.mjs": "text/javascript",
    "pyodide.asm.wasm": "application/wasm",
    "python_stdlib.zip": "application/zip",
    "pyodide-lock.json": "application/json",
}
REQUIREMENT = re.compile(r"[A-Za-z0-9._-]+")


@dataclass(frozen=True)
class PythonFile:
    """One file that the page fetches. `size` is in bytes; 0 where only the server knows it."""

    name: str
    address: str
    sha256: str
    size: int
    type: str


@dataclass(frozen=True)
class PythonFiles:
    """Pyodide's own files, the wheels, and the names of the packages in them."""

    core: tuple[PythonFile, ...]
    packages: tuple[PythonFile, ...]
    load: tuple[str, ...]

    def as_json(self) -> dict:
        """As the page reads it."""
        return asdict(self)


@dataclass(frozen=True)
class Addresses:
    """Where Pyodide's own files and the wheels are; `{version}` stands for Pyodide's version."""

    core: str
    packages: str


def python_files(
    folder: pathlib.Path, addresses: Addresses, requirements: str, bundled: tuple[str, ...]
) -> PythonFiles:
    """The files for a homework with these requirements (the text of requirements.txt).

    `folder` holds Pyodide's core as it is in the npm registry. What is `bundled` with the page
    is not fetched. CannotBuild where Pyodide has no such package.
    """
    lock = json.loads((folder / "pyodide-lock.json").read_bytes())["packages"]
    version = json.loads((folder / "package.json").read_bytes())["version"]
    names = tuple(_with_dependencies(_required(requirements), lock, bundled))
    core = tuple(
        _core_file(folder / name, _at(addresses.core, version), kind) for name, kind in CORE.items()
    )
    base = _at(addresses.packages, version)
    return PythonFiles(core, tuple(_wheel(lock[name], base) for name in names), names)


def _at(address, version):
    return address.replace("{version}", version).rstrip("/") + "/"


def _core_file(path, base, kind):
    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    return PythonFile(path.name, base + path.name, digest, len(data), kind)


def _wheel(entry, base):
    name = entry["file_name"]
    return PythonFile(name, base + name, entry["sha256"], 0, "application/zip")


def _required(requirements) -> Iterator[str]:
    for line in requirements.splitlines():
        found = REQUIREMENT.match(line.partition("#")[0].strip())
        if found:
            yield found[0].lower()


def _with_dependencies(names, lock, bundled) -> Iterator[str]:
    seen = set(bundled)
    waiting = list(names)
    while waiting:
        name = waiting.pop(0)
        if name in seen:
            continue
        seen.add(name)
        if name not in lock:
            raise CannotBuild(f"requirements.txt asks for {name}, which Pyodide does not have")
        yield name
        waiting += lock[name]["depends"]
