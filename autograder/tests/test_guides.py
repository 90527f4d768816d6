"""The guides speak of what is there."""

import re
import shutil
import subprocess
import sys
from fnmatch import fnmatch

import pytest

from autograder.build.stencil import STENCIL
from autograder.core.homework import KIT, ROOT

from .guide_commands import WrongCommand, commands_in, tried

PICTURE = re.compile(r'<img [^>]*src="([^"]+)"[^>]*>')
MAX_BYTES = 150_000
GUIDES = [ROOT / "README.md", STENCIL / "README.md", *sorted(KIT.rglob("*.md"))]
PATH = re.compile(r"(?<![\w/.-])(?:autograder|solution|handout|stencil)/[\w./-]+\.\w+")
MODULE = re.compile(r"python -m (autograder(?:\.\w+)+)")


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_file_that_a_guide_names_is_there(guide):
    """Paths from the top of the project, and modules that are run."""
    text = guide.read_text(encoding="utf-8")
    paths = {*PATH.findall(text), *(one.replace(".", "/") for one in MODULE.findall(text))}
    missing = [
        path
        for path in paths
        if not any((ROOT / (path + suffix)).exists() for suffix in ("", ".py"))
    ]
    assert missing == []


def test_guides_name_files():
    """So the test above is about something."""
    assert sum(len(PATH.findall(guide.read_text(encoding="utf-8"))) for guide in GUIDES) > 20


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_of_a_guide_leads_somewhere(guide):
    """To a file of the project, beside the guide or above it."""
    links = re.findall(r"\]\(([^)#]+)\)", guide.read_text(encoding="utf-8"))
    assert [link for link in links if ":" not in link and not (guide.parent / link).exists()] == []


NAMED = sorted({one for path in GUIDES for one in MODULE.findall(path.read_text("utf-8"))})


@pytest.mark.parametrize("module", NAMED)
def test_every_module_that_a_guide_runs_has_its_help(module):
    """It is shown, and nothing is run."""
    command = [sys.executable, "-m", module, "--help"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0 and ran.stdout.startswith("usage: "), ran.stdout + ran.stderr


WITH_COMMANDS = [path for path in GUIDES if commands_in(path.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("guide", WITH_COMMANDS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_command_of_a_guide_works(guide, tmp_path):
    """One that grades is run; of the others, subcommand, module, options and files are there."""
    if guide.parent == STENCIL:
        shutil.copytree(STENCIL, tmp_path, dirs_exist_ok=True)
    wrong = []
    for command in commands_in(guide.read_text(encoding="utf-8")):
        try:
            tried(command, tmp_path, guide)
        except WrongCommand as error:
            wrong.append(f"{command}: {error}")
    assert wrong == []


def test_what_guides_call_a_zip_is_not_committed():
    """A zip that a TA makes at the top of the clone, by a name that a guide uses."""
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    commands = [one for path in WITH_COMMANDS for one in commands_in(path.read_text("utf-8"))]
    names = {word for one in commands for word in one.words if re.fullmatch(r"\w+\.zip", word)}
    assert {"ada.zip", "again.zip"} <= names
    assert [name for name in names if not any(fnmatch(f"/{name}", one) for one in ignored)] == []


def test_guides_show_commands_that_are_run():
    """So the test above is about something, in blocks and in the text."""
    commands = [one for guide in GUIDES for one in commands_in(guide.read_text(encoding="utf-8"))]
    graded = [
        one
        for one in commands
        if one.words[:2] in (("autograder", "grade"), ("autograder", "batch"))
    ]
    assert len(commands) > 40 and sum(one.in_block for one in graded) >= 5


@pytest.mark.parametrize(
    ("block", "why"),
    [
        ("autograder glade ada", "there is no `autograder glade ada`"),
        ("autograder grade ada --colour", "no option --colour"),
        ("autograder grade ada --only 7.9", "there is no question 7.9"),
        ("autograder batch class", "Missing option '--output'"),
        ("autograder batch class --output graded --jobs 0", "not a whole number"),
        ("autograder verify --seeds few", "not a whole number"),
        ("autograder verify solution", "unexpected extra argument"),
        ("python -m autograder.benchmarks.no_such_one", "no module autograder.benchmarks.no_such"),
        ("python -m autograder.benchmarks --fast", "no option --fast"),
        ("python -m autograder.tests.pictures --fast", "no option --fast"),
        ("python -m pytest --no-such-thing", "no option --no-such-thing"),
        (".venv/bin/pip install -e '.[everything]'", "no extra everything"),
        ("autogrdaer grade ada", "not a program"),
    ],
)
def test_a_wrong_command_is_noticed(tmp_path, block, why):
    """Whatever is wrong in it: program, subcommand, option, value, module, or extra."""
    with pytest.raises(WrongCommand, match=why):
        for command in commands_in(f"```bash\n{block}   # why\n```\n"):
            tried(command, tmp_path, ROOT / "README.md")


def test_the_readme_has_its_pictures():
    """Each is there, has a text for those who do not see it, and together they are small."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = {ROOT / found[1]: found[0] for found in PICTURE.finditer(text)}
    assert set(shown) == set((KIT / "docs" / "pictures").iterdir()) and len(shown) == 3
    assert all(re.search(r'alt="[^"]{40,}"', tag) for tag in shown.values())
    assert sum(path.stat().st_size for path in shown) < MAX_BYTES
