"""Which files the Gradescope bundle holds."""

from __future__ import annotations

import pathlib

from ...build.stencil import Tree, zipped
from ...core.assignment import current
from ...core.homework import KIT, PACKAGE_FOLDER, SOLUTION, package_files
from ...core.seeds import SECRET_NAME, secret_in

AT_THE_ROOT = KIT / "gradescope" / "root"
CODE = current().settings.parent
RUNNABLE = frozenset({"setup.sh", "run_autograder"})

# What staff use on their own machines. All else of the kit grades.
NOT_FOR_GRADESCOPE = (
    "__main__.py", "assignment/calibration/README.md", "assignment/calibration/calibrate.py",
    "assignment/calibration/figures.json", "assignment/figures/", "assignment/skeletons/",
    "batch/", "benchmarks/", "build/", "commands/", "core/help.py", "docs/", "gradescope/bundle/",
    "tests/", "verify/",
)  # fmt: skip


def bundle_tree() -> Tree:
    """The bundle's files by their path in the zip, which has no folder around them."""
    root = package_files(AT_THE_ROOT)
    code = {f"assignment/{path}": data for path, data in package_files(CODE).items()}
    engine = {
        path: data
        for path, data in package_files(KIT).items()
        if not path.startswith("assignment/")
    }
    kit = {
        f"autograder/{path}": data
        for path, data in {**engine, **code}.items()
        if not path.startswith((*NOT_FOR_GRADESCOPE, "gradescope/root/"))
    }
    # The files beside the package too: what is handed out is known by name, and not graded.
    solution = {
        f"solution/{path}": data
        for path, data in package_files(SOLUTION).items()
        if path.endswith(".py") or path.startswith(f"{PACKAGE_FOLDER.name}/")
    }
    return {**root, **kit, **solution}


def bundle_zip(secret: bytes) -> bytes:
    """The zip as it is uploaded, with the secret from which seeds are made there."""
    return zipped({**bundle_tree(), SECRET_NAME: secret}, top="", runnable=RUNNABLE)


def write_bundle(path: pathlib.Path):
    """Write the zip to `path`. Its secret is kept beside it: the next one has the same."""
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(bundle_zip(secret_in(path.with_suffix(SECRET_NAME))))
