"""The pages as staff and students see them: in Chromium, from disk, without network."""

import pytest

from autograder.batch.reports.page import class_page, write_pages
from autograder.batch.reports.regrade import compared, write_regrade
from autograder.batch.roster.records import Student

from .standings import HINT, failed, row, standing

TOLD = """failed     five numbers
returned   shape (2, 2)
           [[ 1.5  0. ]
            [ 0.  -2. ]]
expected   shape (2, 2)
           [[ 1.5  0.25]
            [ 0.25 -2. ]]"""
PICTURE = {"name": "the path", "returned": [[0, 0], [1e90, -1e90]], "expected": [[0, 0], [1, 2]]}
WRITTEN = (
    "def softmax_jacobian(z):\n    return '</pre><script>throw 1</script>\u202e'" + " + 1" * 90
)
MARKED = "\u202eevil <script>throw 1</script> " + "n" * 300


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """All pages of a class that has everything on them, and of its regrade."""
    folder = tmp_path_factory.mktemp("pages")
    standings = [
        standing("ada", row("2.5", 4.0), row("4.2", 4.0)),
        standing("kurt", row("2.5", 1.0, mistake="only the diagonal", output=TOLD),
                 row("4.2", 2.0, name="softmax_cross_entropy_gradient_of_it_all",
                     output="x" * 400 + "\ud800",
                     extra_data={"status": "partial", "picture": PICTURE}),
                 written={"2.5": {"file": "backprop/jacobians.py", "line": 7, "text": WRITTEN}}),
        standing("emmy", row("2.5", 0.0, status="todo"), row("4.2", 0.0, status="raised"),
                 students=[Student(MARKED)]),
        standing("mary", row("2.5", 4.0, status="grader_error"), row("4.2", 4.0)),
        failed("lost", "the process that graded it was killed by signal 9"),
        standing("late", late=True),
    ]  # fmt: skip
    for one in standings:
        (folder / one.entry.folder).mkdir()
    write_pages(folder, standings, ["names are missing"])
    before = [standing("ada", row("2.5", 1.0), row("4.2", 4.0), made_from=("old", "files"))]
    write_regrade(folder, compared(standings[:2], [*before, standing("kurt")]))
    return folder


PAGES = ["report.html", "kurt/report.html", "lost/report.html", "regrade.html"]
LOOKS = [("light", 360), ("dark", 360), ("light", 1280), ("dark", 1280)]
CUT = """() => [...document.querySelectorAll("body *")].filter(one =>
  one.tagName != "PRE" && one.clientWidth && one.scrollWidth > one.clientWidth + 1
  && getComputedStyle(one).overflowX != "visible").map(one => one.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize(
    ("path", "scheme", "width"),
    [(path, *look) for path in PAGES for look in (LOOKS if path in PAGES[:2] else LOOKS[1:3])],
)
def test_a_page_works_for_everyone(browser, pages, path, scheme, width):
    """On wide screens and phones, by day and night: accessible, nothing asked for, nothing cut.

    Folded away or open: only lines of code and of arrays may scroll, inside themselves.
    """
    with browser.opened(pages / path, width=width, scheme=scheme) as page:
        for _ in ("folded", "open"):
            assert (page.overflow(), page.handle.evaluate(CUT)) == (0, [])
            page.handle.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert page.faults() == []
        assert (page.requests, page.complaints) == ([], [])


def test_the_page_of_a_large_class_stays_short_on_a_phone(browser, tmp_path):
    """300 students are a few lines, from which each is found by name."""
    rows = row("2.5", 1.0, mistake="only the diagonal"), row("4.2", 0.0, status="raised")
    standings = [standing(f"{name}_{number:02}", *rows) for number in range(60)
                 for name in ("ada", "bob", "eve", "mallory", "zoe")]  # fmt: skip
    path = tmp_path / "report.html"
    path.write_text(class_page(standings, [f"note {number}" for number in range(99)]), "utf-8")
    with browser.opened(path, width=360) as page:
        assert page.handle.evaluate("document.documentElement.scrollHeight") < 3000
        folded = page.handle.locator("details", has=page.handle.locator("li.student")).all()
        assert len(folded) == 6 and not any(one.locator("li").first.is_visible() for one in folded)
        assert folded[5].locator("summary").inner_text() == "zoe_10 to zoe_59 (50)"
        assert student_on(page, "zoe_59").is_visible()


def student_on(page, name):
    """The student's line of the page on the class; what it is folded away in is opened."""
    own = page.handle.locator("li.student", has_text=name)
    around = page.handle.locator("details", has=own)
    if not own.is_visible():
        around.locator("summary").click()
    return own


def test_the_class_page_shows_what_staff_look_for(browser, pages):
    """What is amiss comes first, then figures, mistakes with their hints, and names."""
    with browser.opened(pages / "report.html", scripts=False) as page:
        text = page.text()
        assert text.index("Look at these before points are released") < text.index("Questions")
        assert "NOT GRADED: the process that graded it was killed by signal 9" in text
        assert "LOOK AT 2.5: the grader failed there" in text and "NOT GRADED YET" in text
        assert "only the diagonal" in text and HINT in text
        assert page.handle.locator(".chart.wide .bar").count() == 3
        assert page.handle.locator("svg.outcomes").count() == 2
        assert "throw 1" in text, "a name with markup is read as text"


def test_links_of_the_class_page_lead_to_the_students(browser, pages):
    """A click on a name opens that student's page, with points and hint."""
    with browser.opened(pages / "report.html") as page:
        student_on(page, "kurt").get_by_role("link", name="kurt").click()
        assert "3 of 8 points" in page.text()
        assert f"Hint: {HINT}" in page.text()


def test_a_mistake_leads_to_its_students_and_back(browser, pages):
    """From the list of mistakes to the names, to the question on a page; and from a name back."""
    with browser.opened(pages / "report.html") as page:
        kurt = page.handle.locator("#g2\\.5-0 a", has_text="kurt")
        assert not kurt.is_visible()
        page.handle.locator(".mistake a", has_text="only the diagonal").click()
        kurt.click()
        assert page.handle.url.endswith("kurt/report.html#q2.5")
    with browser.opened(pages / "report.html") as page:
        student_on(page, "kurt").get_by_role("link", name="2.5").click()
        assert page.handle.locator("#g2\\.5-0 a", has_text="kurt").is_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_a_link_to_a_mistake_shows_its_name(browser, tmp_path, width):
    """Above the students, who made which mistake is seen, however many lines its name has."""
    rows = [row(f"{n}.1", 1.0, mistake=f"{n} words in a long name of a mistake") for n in range(9)]
    path = tmp_path / "report.html"
    path.write_text(class_page([standing(f"s{n}", *rows) for n in range(40)]), "utf-8")
    with browser.opened(path, width=width) as page:
        page.handle.locator(".mistake a", has_text="4 words").click()
        name = page.handle.locator("details > summary", has_text="4 words")
        assert 0 <= name.bounding_box()["y"] < page.handle.viewport_size["height"] / 2


def test_what_was_written_is_folded_under_a_failed_question(browser, pages):
    """The student's own text, as text, without what turns the direction of a line around."""
    with browser.opened(pages / "kurt/report.html", width=360) as page:
        source = page.handle.locator("pre.source")
        assert not source.is_visible()
        page.handle.locator("summary", has_text="jacobians.py, from line 7").click()
        assert source.inner_text() == WRITTEN.replace("\u202e", "?")
        assert page.complaints == []


def test_wrong_entries_are_marked_in_their_place(browser, pages):
    """Of an array whose other entries are correct, in what was returned and what was expected."""
    with browser.opened(pages / "kurt/report.html") as page:
        assert page.handle.locator("mark").all_inner_texts() == ["0.", "0.", "0.25", "0.25"]
        assert "[[ 1.5  0.25]\n [ 0.25 -2. ]]" in page.text()


def test_a_wrong_path_is_drawn_within_its_frame(browser, pages):
    """Also one that explodes: the expected line is seen whole, and the other leaves the frame."""
    with browser.opened(pages / "kurt/report.html", width=360) as page:
        frame = page.handle.locator("svg.curves > rect").bounding_box()
        expected = page.handle.locator("svg.curves .expected").bounding_box()
        assert frame["x"] <= expected["x"] and frame["width"] > expected["width"] > 50
        assert page.handle.locator("svg.curves text").all_text_contents() == ["0", "2", "-2", "2"]


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
        name = page.handle.locator("#g2\\.5-0 li").first
        assert name.bounding_box()["height"] > 0 and name.is_visible()


def test_the_regrade_page_shows_the_change(browser, pages):
    """Points before and now, by how much, and why."""
    with browser.opened(pages / "regrade.html") as page:
        for name in ("ada", "kurt"):
            page.handle.locator("summary", has_text=name).click()
        text = page.text()
        assert "ada: +3" in text and "5 → 8 points" in text and "the grader changed" in text
        assert "not graded → 3 points" in text and "before: wrong" in text
