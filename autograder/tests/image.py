"""Gradescope's container, as near as a Linux machine comes to it without one.

A root filesystem of its own (debootstrap), in which setup.sh runs once; for each
submission a fresh copy of what that made (an overlay), with processes of its own,
held to a part of a processor and of the memory (control groups).

python -m autograder.tests.image FOLDER makes the root filesystem, to be kept.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import pathlib
import shutil
import subprocess
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from autograder.benchmarks.control_groups import control_groups, no_control_groups
from autograder.core.help import parser

CERTIFICATES = pathlib.Path("/etc/ssl/certs/ca-certificates.crt")
MOUNT_AND_RUN = 'mount -t proc proc "$1/proc" && shift && exec "$@"'
SUITE = "bookworm"


@dataclass(frozen=True)
class Ran:
    """How run_autograder ended: its exit status, output, results.json, and what it used."""

    status: int
    output: str
    results: dict
    seconds: float
    peak_bytes: int


def unavailable() -> str:
    """Why such a container cannot be made here; empty if it can."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return "only root can make a root filesystem"
    for program in ("debootstrap", "unshare", "chroot", "mount"):
        if shutil.which(program) is None:
            return f"there is no {program}"
    return no_control_groups()


def make_base(folder: pathlib.Path) -> pathlib.Path:
    """A small Debian with the python3 that an image comes with, and nothing of ours."""
    packages = "python3,python3-venv,ca-certificates"
    subprocess.run(
        ["debootstrap", "--variant=minbase", f"--include={packages}", SUITE, str(folder)],
        check=True,
        capture_output=True,
    )
    shutil.copy("/etc/resolv.conf", folder / "etc" / "resolv.conf")
    shutil.copy("/etc/hosts", folder / "etc" / "hosts")
    if CERTIFICATES.is_file():
        target = folder / CERTIFICATES.relative_to("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(CERTIFICATES, target)
    return folder


def with_python(
    base: pathlib.Path, folder: pathlib.Path, python: pathlib.Path
) -> list[pathlib.Path]:
    """Layers of an image whose python3 is another one: the installation at `python`, copied."""
    place = folder / "usr" / "local"
    shutil.copytree(python, place / "python", symlinks=True)
    (place / "bin").mkdir()
    (place / "bin" / "python3").symlink_to("/usr/local/python/bin/python3")
    (folder / "usr" / "lib").mkdir()
    for library in (python / "lib").glob("libpython*.so.*"):
        shutil.copy(library, folder / "usr" / "lib")
    return [folder, base]


class Image:
    """What setup.sh makes of a root filesystem and the bundle."""

    def __init__(self, layers: list[pathlib.Path], bundle: bytes, folder: pathlib.Path):
        self.folder = folder
        self.layers = layers
        built = folder / "built"
        began = time.monotonic()
        with self._mounted(built, layers) as root:
            source = root / "autograder" / "source"
            source.mkdir(parents=True)
            with zipfile.ZipFile(io.BytesIO(bundle)) as archive:
                archive.extractall(source)
            (source / "run_autograder").chmod(0o755)
            self.setup = self._run(root, ["bash", "/autograder/source/setup.sh"])
            shutil.copy(source / "run_autograder", root / "autograder" / "run_autograder")
        self.setup_seconds = time.monotonic() - began
        self.layers = [built, *layers]

    def grade(
        self,
        files: dict[str, bytes],
        metadata: bytes | None = b"{}",
        processors: float = 0.5,
        memory: float = 0.75 * 2**30,
    ) -> Ran:
        """Grade the files in a container of their own, as Gradescope does."""
        with self._mounted(self.folder / f"run-{time.monotonic_ns()}", self.layers) as root:
            autograder = root / "autograder"
            for name, data in files.items():
                path = autograder / "submission" / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
            (autograder / "submission").mkdir(exist_ok=True)
            if metadata is not None:
                (autograder / "submission_metadata.json").write_bytes(metadata)
            with control_groups(processors, memory) as group:
                began = time.monotonic()
                done = self._run(root, ["/autograder/run_autograder"], group)
                seconds = time.monotonic() - began
                peak = int((group.memory / "memory.max_usage_in_bytes").read_text())
            results = (autograder / "results" / "results.json").read_text(encoding="utf-8")
            output = done.stdout + done.stderr
            return Ran(done.returncode, output, json.loads(results), seconds, peak)

    @staticmethod
    def _run(root, command, group=None):
        """Run a command in the root filesystem, with processes that see only one another."""
        # Pip's settings (an index of one's own, certificates) come with the machine.
        environment = {k: v for k, v in os.environ.items() if k.startswith("PIP_")}
        return subprocess.run(
            ["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", MOUNT_AND_RUN,
             "sh", str(root), "chroot", str(root), *command],
            capture_output=True,
            text=True,
            check=False,
            env={**environment, "PATH": "/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"},
            preexec_fn=group.join if group else None,
        )  # fmt: skip

    @staticmethod
    @contextlib.contextmanager
    def _mounted(upper: pathlib.Path, layers: list[pathlib.Path]) -> Iterator[pathlib.Path]:
        """The layers under one another, the first on top, below a new one that takes changes."""
        root, work = upper.with_name(f"{upper.name}.root"), upper.with_name(f"{upper.name}.work")
        for folder in (upper, root, work):
            folder.mkdir(parents=True)
        lower = ":".join(map(str, layers))
        options = f"lowerdir={lower},upperdir={upper},workdir={work}"
        subprocess.run(["mount", "-t", "overlay", "overlay", "-o", options, root], check=True)
        try:
            yield root
        finally:
            subprocess.run(["umount", root], check=True)


if __name__ == "__main__":
    arguments = parser(__doc__)
    arguments.add_argument("folder", type=pathlib.Path, metavar="FOLDER")
    make_base(arguments.parse_args().folder)
