"""The README's pictures, made from real runs of `autograder grade` and `autograder batch`.

python -m autograder.tests.pictures

renews all of them in autograder/docs/pictures/, in about a minute. It needs the extra `dev`
and Chromium. Run it after a change of the table, of the report pages or of a hint that is shown,
look at what it made, and commit it. Mistakes are drawn with a fixed seed; inputs are drawn from
the secret of this clone, so that a number in a hint may differ from one machine to the next.
"""

from __future__ import annotations

import io
import os
import pathlib
import random
import subprocess
import sys
import tempfile

from PIL import Image
from rich.console import Console
from rich.text import Text

from autograder.benchmarks.synthetic_class import mistaken
from autograder.build.stencil import STENCIL
from autograder.core.help import parser
from autograder.core.homework import KIT, PACKAGE_FOLDER

from .browser import chromium

PICTURES = KIT / "docs" / "pictures"
COLUMNS = 108
# As many as keep a picture small, and its text as sharp as it was.
COLOURS = 128
NAMES = (
    "Ada Lovelace", "Alan Turing", "Barbara Liskov", "Blaise Pascal", "Carl Gauss",
    "Emmy Noether", "Grace Hopper", "John Backus", "Katherine Johnson", "Kurt Gödel",
    "Leonhard Euler", "Mary Somerville", "Niels Abel", "Pierre Fermat", "Sofia Kovalevskaya",
    "Srinivasa Ramanujan",
)  # fmt: skip
MISTAKES = b"""

def linear_jacobian_x(W, b, x):
    return np.array(W, dtype=float).T


def mse_gradient(y_hat, y):
    return 2 * (np.array(y_hat) - y) / len(y_hat)
"""
SECOND_MISTAKE = "\n2.6 mse_gradient"
UNWRITTEN = ("reverse_mode.py", "forward_mode.py", "symbolic.py", "sgd.py")
TERMINAL = """<!DOCTYPE html><meta charset="utf-8">
<body style="margin:0; background:#fff; color:#1f2328"><pre style="display:inline-block; margin:0;
padding:14px 18px; font:13px/1.35 'DejaVu Sans Mono',monospace">{code}</pre></body>"""


def main():
    """Make all pictures, and say how large each is."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary, chromium() as browser:
        folder = pathlib.Path(temporary)
        graded = _graded_class(folder)
        _keep(browser, graded / "report.html", "class", height=1180)
        _keep(browser, next(graded.glob("Ada*/report.html")), "student", height=1180)
        _keep(browser, _terminal(folder), "table", height=40)
    for path in sorted(PICTURES.iterdir()):
        print(f"{path.name}: {path.stat().st_size / 1000:.0f} kB")


def _terminal(folder):
    """What `autograder grade` prints of a submission with two mistakes, as a page."""
    (folder / "class" / NAMES[0]).rename(folder / "ada")
    arguments = ["grade", "ada", "--only", "2", "--only", "4"]
    printed = Text.from_ansi(_autograder(folder, *arguments))
    console = Console(record=True, width=COLUMNS, file=io.StringIO())
    console.print(f"[bold]$ autograder {' '.join(arguments)}[/]", highlight=False)
    console.print(printed[: printed.plain.index(SECOND_MISTAKE)])
    console.print("…")
    page = folder / "terminal.html"
    html = console.export_html(code_format=TERMINAL, inline_styles=True)
    page.write_text(html, encoding="utf-8")
    return page


def _graded_class(folder):
    """A class with more or fewer mistakes and stubs, graded by `autograder batch`."""
    rng = random.Random(2)
    for place, name in enumerate(NAMES):
        files = mistaken(rng, place % 9)
        for unwritten in UNWRITTEN[: max(0, place % 7 - 2)]:
            files[unwritten] = (STENCIL / PACKAGE_FOLDER.name / unwritten).read_bytes()
        if place == 0:
            files["jacobians.py"] += MISTAKES
        _hand_in(folder / "class" / name, files)
    _autograder(folder, "batch", "class", "--output", "graded")
    return folder / "graded"


def _hand_in(folder, files):
    (folder / "backprop").mkdir(parents=True)
    for name, data in files.items():
        (folder / "backprop" / name).write_bytes(data)


def _autograder(folder, *arguments):
    """What the command prints, in colour."""
    environment = {**os.environ, "FORCE_COLOR": "1", "COLUMNS": str(COLUMNS)}
    ran = subprocess.run(
        [sys.executable, "-m", "autograder", *arguments],
        cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    return ran.stdout


def _keep(browser, page, name, height):
    """A picture of the top of a page, so many pixels high; of the table, all of it."""
    path = PICTURES / f"{name}.png"
    with browser.opened(page, width=920, height=height) as opened:
        opened.handle.screenshot(path=path, full_page=name == "table")
    with Image.open(path) as picture:
        small = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    small.save(path, optimize=True)


if __name__ == "__main__":
    parser(__doc__).parse_args()
    main()
