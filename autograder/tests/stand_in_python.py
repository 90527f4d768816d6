"""Makes a folder that looks like Pyodide's core, of the WebAssembly Python and NumPy on npm."""

import hashlib
import json
import pathlib
import shutil
import subprocess

from autograder.build.browser.npm import installed
from autograder.build.stencil import read_tree, zipped
from autograder.core.homework import ROOT

PACKAGES = pathlib.Path(__file__).with_name("stand_in")
WHEEL = "numpy.zip"


def make_stand_in(folder):
    """Write the stand-in's files, named as Pyodide's are, and its NumPy as the one package."""
    modules = installed(PACKAGES, ROOT / "dist" / ".npm-stand-in")
    built = modules / "python-wasm" / "dist"
    folder.mkdir(parents=True)
    shutil.copy(built / "python.wasm", folder / "pyodide.asm.wasm")
    shutil.copy(built / "python-stdlib.zip", folder / "python_stdlib.zip")
    (folder / "pyodide.asm.mjs").write_text("export default undefined;\n")
    (folder / "package.json").write_text('{"version": "0"}')
    numpy = zipped(read_tree(modules / "@cowasm" / "py-numpy" / "dist" / "wasm"), top="")
    (folder / WHEEL).write_bytes(numpy)
    entry = {"file_name": WHEEL, "sha256": hashlib.sha256(numpy).hexdigest(), "depends": []}
    (folder / "pyodide-lock.json").write_text(json.dumps({"packages": {"numpy": entry}}))
    bundle = ["node", str(PACKAGES / "bundle.mjs"), str(modules), str(folder / "pyodide.mjs")]
    subprocess.run(bundle, check=True)
