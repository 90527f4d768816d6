"""What is taken from the npm registry while building: CodeMirror, esbuild, Pyodide's core."""

from __future__ import annotations

import os
import pathlib
import shutil
import subprocess
import tempfile
from collections.abc import Sequence

from ...core.homework import ROOT
from . import CannotBuild

WEB = pathlib.Path(__file__).with_name("web")
INSTALLED = ROOT / "dist" / ".npm"
LOCK = "package-lock.json"
ONLY_BUILDING = ("esbuild", "@esbuild", "@types")


def installed(packages: pathlib.Path = WEB, folder: pathlib.Path = INSTALLED) -> pathlib.Path:
    """The folder node_modules with exactly what the lock file of `packages` names, hashes checked.

    Installed once. CannotBuild where there is no npm, or no network for the first time.
    """
    modules = folder / "node_modules"
    lock = (packages / LOCK).read_bytes()
    if modules.is_dir() and (folder / LOCK).read_bytes() == lock:
        return modules
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copy(packages / "package.json", folder)
    (folder / LOCK).write_bytes(lock)
    try:
        _run([_program("npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=folder)
    except CannotBuild:
        shutil.rmtree(folder)
        raise
    return modules


def bundled(sources: Sequence[pathlib.Path], modules: pathlib.Path) -> dict[str, bytes]:
    """Each script and style sheet with everything that it imports, in one small file, by name."""
    esbuild = modules / "esbuild" / "bin" / "esbuild"
    with tempfile.TemporaryDirectory() as folder:
        options = ["--bundle", "--minify", "--format=esm", "--target=es2022", "--log-level=warning"]
        _run(
            [_program("node"), str(esbuild), *map(str, sources), *options, f"--outdir={folder}"],
            env={**os.environ, "NODE_PATH": str(modules)},
        )
        return {path.name: path.read_bytes() for path in sorted(pathlib.Path(folder).iterdir())}


def licences(modules: pathlib.Path) -> bytes:
    """The licences of the packages that are in the bundle."""
    found = sorted(path for path in modules.rglob("LICENSE*") if path.is_file())
    named = {path.parent.relative_to(modules).as_posix(): path for path in found}
    texts = [
        f"{name}\n\n{path.read_text(encoding='utf-8').strip()}\n"
        for name, path in named.items()
        if not name.startswith(ONLY_BUILDING)
    ]
    return ("\n" + "-" * 80 + "\n").join(texts).encode()


def _program(name):
    program = shutil.which(name)
    if program is None:
        raise CannotBuild(f"there is no {name} on this machine: install Node.js 18 or later")
    return program


def _run(command, **options):
    ran = subprocess.run(command, capture_output=True, text=True, check=False, **options)
    if ran.returncode:
        said = "\n".join((ran.stderr or ran.stdout).strip().splitlines()[:8])
        raise CannotBuild(f"{pathlib.Path(command[0]).stem} failed:\n{said}")
