"""The guides speak of what is there."""

import re

import pytest

from autograder.core.homework import KIT, ROOT

GUIDES = [ROOT / "README.md", *sorted(KIT.rglob("*.md"))]
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
