"""The pages as staff and students see them: in Chromium, from disk, without network."""

import pytest

from autograder.batch.reports.page import write_pages
from autograder.batch.reports.regrade import compared, write_regrade
from autograder.batch.roster.records import Student

from .standings import HINT, failed, row, standing

MARKED = "\u202eevil <script>throw 1</script> " + "n" * 300


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """All pages of a class that has everything on them, and of its regrade."""
    folder = tmp_path_factory.mktemp("pages")
    standings = [
        standing("ada", row("2.5", 4.0), row("4.2", 4.0)),
        standing("kurt", row("2.5", 1.0, mistake="only the diagonal"),
                 row("4.2", 2.0, status="partial", output="x" * 400 + "\ud800")),
        standing("emmy", row("2.5", 0.0, status="todo"), row("4.2", 0.0, status="raised"),
                 students=[Student(MARKED)]),
        standing("mary", row("2.5", 4.0, status="grader_error"), row("4.2", 4.0)),
        failed("lost", "the process that graded it was killed by signal 9"),
        standing("late"),
    ]  # fmt: skip
    for one in standings:
        (folder / one.entry.folder).mkdir()
    write_pages(folder, standings, ["names are missing"])
    before = [standing("ada", row("2.5", 1.0), row("4.2", 4.0), made_from=("old", "files"))]
    write_regrade(folder, compared(standings[:2], [*before, standing("kurt")]))
    return folder


PAGES = ["report.html", "kurt/report.html", "lost/report.html", "regrade.html"]
LOOKS = [("light", 1280), ("dark", 360)]


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
@pytest.mark.parametrize("path", PAGES)
def test_a_page_works_for_everyone(browser, pages, path, scheme, width):
    """On wide screens and phones, by day and night: accessible, nothing asked for, no sideways."""
    with browser.opened(pages / path, width=width, scheme=scheme) as page:
        assert page.faults() == []
        assert (page.requests, page.complaints) == ([], [])
        assert page.overflow() == 0


def test_the_class_page_shows_what_staff_look_for(browser, pages):
    """What is amiss comes first, then figures, mistakes with their hints, and names."""
    with browser.opened(pages / "report.html", scripts=False) as page:
        text = page.text()
        assert text.index("Look at these before points are released") < text.index("Questions")
        assert "NOT GRADED: the process that graded it was killed by signal 9" in text
        assert "LOOK AT 2.5: the grader failed there" in text and "NOT GRADED YET" in text
        assert "only the diagonal" in text and HINT in text
        assert page.handle.locator(".chart .bar").count() == 3
        assert page.handle.locator("svg.outcomes").count() == 2
        assert "throw 1" in text, "a name with markup is read as text"


def test_links_of_the_class_page_lead_to_the_students(browser, pages):
    """A click on a name opens that student's page, with points and hint."""
    with browser.opened(pages / "report.html") as page:
        page.handle.locator("table a", has_text="kurt").last.click()
        assert "3 of 8 points" in page.text()
        assert f"Hint: {HINT}" in page.text()


def test_who_is_concerned_is_behind_each_mistake(browser, pages):
    """Opened, a group of a question lists its students."""
    with browser.opened(pages / "report.html") as page:
        group = page.handle.locator("section.card details", has_text="only the diagonal")
        assert not group.locator("li").is_visible()
        group.locator("summary").click()
        assert group.locator("li").inner_text() == "kurt"


def test_dark_and_light_differ(browser, pages, tmp_path):
    """Each colour scheme has its own background, and the picture is not an empty page."""
    pictures = []
    for scheme in ("light", "dark"):
        with browser.opened(pages / "report.html", scheme=scheme) as page:
            page.screenshot(tmp_path / f"{scheme}.png")
            pictures.append((tmp_path / f"{scheme}.png").read_bytes())
            colour = page.handle.evaluate("() => getComputedStyle(document.body).backgroundColor")
            assert (sum(map(int, colour[4:-1].split(","))) < 200) == (scheme == "dark")
    assert pictures[0] != pictures[1] and all(len(one) > 20_000 for one in pictures)


def test_on_paper_nothing_is_folded_away(browser, pages):
    """Printed, the lists of students are open."""
    with browser.opened(pages / "report.html") as page:
        page.handle.emulate_media(media="print")
        group = page.handle.locator("section.card details", has_text="only the diagonal")
        assert group.locator("li").bounding_box()["height"] > 0
        assert group.locator("li").is_visible()


def test_the_regrade_page_shows_the_change(browser, pages):
    """Points before and now, by how much, and why."""
    with browser.opened(pages / "regrade.html") as page:
        text = page.text()
        assert "ada: +3" in text and "5 → 8 points" in text and "the grader changed" in text
        assert "not graded → 3 points" in text
