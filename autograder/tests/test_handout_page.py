"""The assignment's page in a real browser: offline, on a phone, in print, in both schemes."""

import itertools

import pytest

from autograder.build.command import PAGE

PHONE, DESKTOP = 360, 1280


@pytest.fixture(params=["light", "dark"])
def scheme(request):
    return request.param


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("scripts", [True, False])
def test_the_page_stands_alone(browser, scheme, width, scripts):
    """Without a network, with scripts or without, it asks for nothing and fits its window."""
    with browser.opened(PAGE, width=width, scheme=scheme, scripts=scripts) as page:
        assert (page.requests, page.complaints) == ([], [])
        assert page.overflow() <= 0
        assert "Question 9.2" in page.text()
        assert page.handle.locator(".slider").count() == (10 if scripts else 0)


def test_the_page_is_small():
    """One file below 700 kB."""
    assert PAGE.stat().st_size < 700_000


@pytest.mark.parametrize(("width", "scheme"), [(PHONE, "dark"), (DESKTOP, "light")])
def test_no_fault_of_accessibility(browser, width, scheme):
    """axe-core finds nothing, not even a minor fault, with all answers and cells open."""
    with browser.opened(PAGE, width=width, scheme=scheme) as page:
        page.handle.evaluate("() => document.querySelectorAll('details').forEach(d => {"
                             "d.open = true; })")  # fmt: skip
        # What is inside of formulas has the colour of the text around it. It is most of the
        # page's elements, and would take axe half a minute.
        page.handle.evaluate("() => document.querySelectorAll('math').forEach(m => "
                             "m.replaceChildren(m.getAttribute('alttext')))")  # fmt: skip
        assert page.faults(("minor", "moderate", "serious", "critical")) == []


def test_every_formula_is_drawn(browser):
    """Each formula has a size, says its LaTeX, stays in its column, and shows no raw command."""
    look = """() => [...document.querySelectorAll("details")].forEach(d => { d.open = true; }) ||
        [...document.querySelectorAll("math")]
        .filter(math => !math.closest(".scroll")).map(math => {
        const box = math.getBoundingClientRect();
        return [math.getAttribute("alttext"), math.textContent, box.width, box.height, box.right];
    })"""
    with browser.opened(PAGE, width=PHONE, scripts=False) as page:
        formulas = page.handle.evaluate(look)
        assert page.overflow() <= 0
    assert len(formulas) > 150
    for latex, text, width, height, right in formulas:
        assert latex and width > 2 and height > 5 and right <= PHONE, latex
        assert "\\" not in text and "&" not in text and "$" not in text, latex


def test_a_wide_table_scrolls_by_itself(browser):
    """On a phone the page keeps its width, and the keyboard moves a table to its last column."""
    with browser.opened(PAGE, width=PHONE) as page:
        table = page.handle.locator(".scroll", has_text="symbolic").last
        table.focus()
        for _ in range(40):
            page.handle.keyboard.press("ArrowRight")
        last = table.locator("th").last
        page.handle.wait_for_function(
            "cell => cell.getBoundingClientRect().right <= innerWidth", arg=last.element_handle()
        )
        assert page.overflow() <= 0


def test_no_formula_is_left_as_text(browser):
    """Outside of code no dollar and no backslash is left over."""
    with browser.opened(PAGE) as page:
        text = page.handle.evaluate("""() => {
            document.querySelectorAll("pre, code, math").forEach(element => element.remove());
            return document.querySelector("main").innerText;
        }""")
    assert "$" not in text and "\\" not in text and "**" not in text and "`" not in text


def test_headings_are_in_order(browser):
    """One h1, and no level is left out on the way down."""
    with browser.opened(PAGE) as page:
        levels = page.handle.evaluate(
            "() => [...document.querySelectorAll('h1, h2, h3, h4')].map(h => Number(h.tagName[1]))"
        )
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_every_entry_of_the_contents_leads_somewhere(browser):
    """The links of the table of contents name headings that are there."""
    with browser.opened(PAGE) as page:
        links = page.handle.evaluate(
            "() => [...document.querySelectorAll('nav a')].map(a => a.getAttribute('href'))"
        )
        assert len(links) > 20 and len(set(links)) == len(links)
        assert all(page.handle.locator(f"[id='{link[1:]}']").count() == 1 for link in links)
        assert page.handle.locator("h2").count() == 11


def test_links_lead_there_and_back(browser):
    """Each link has a target; a question names its part and the places that mention it."""
    with browser.opened(PAGE) as page:
        lost = page.handle.evaluate("""() => [...document.querySelectorAll("main a")]
            .map(a => a.getAttribute("href"))
            .filter(href => !document.getElementById(href.slice(1)))""")
        assert lost == []
        page.handle.locator("main a", has_text="2.1").filter(visible=True).last.click()
        assert page.handle.evaluate("() => location.hash") == "#question-2-1"
        back = page.handle.locator("section.question:has(#question-2-1) .back")
        assert back.inner_text() == "Back to part 2 · mentioned in part 4"
        back.locator("a").last.click()
        place = page.handle.evaluate("() => location.hash.slice(1)")
        assert "question 2.1" in page.handle.locator(f"p:has([id='{place}'])").inner_text()
        quoted = page.handle.locator(".docstring a").all_inner_texts()
        assert sorted(set(quoted)) == ["3.2", "4", "4.3"]


def test_every_part_says_how_long_it_takes(browser):
    """Below its heading, and in the table, whose titles are links; the total is in the header."""
    with browser.opened(PAGE) as page:
        lines = page.handle.locator("p.part").all_inner_texts()
        assert len(lines) == 9 and all("about" in line and "minutes" in line for line in lines)
        rows = page.handle.locator("table", has_text="minutes").first.locator("tr")
        minutes = [int(text.split()[-1]) for text in rows.all_inner_texts()[1:]]
        assert sum(minutes[:-1]) == minutes[-1]
        assert (
            f"about {round(minutes[-1] / 60)} hours" in page.handle.locator("header").inner_text()
        )
        assert rows.locator("a").count() == 9


def test_punctuation_stays_with_its_formula(browser):
    """On a phone no line begins with the comma or the stop behind a formula."""
    with browser.opened(PAGE, width=PHONE) as page:
        torn = page.handle.evaluate("""() => {
            const texts = document.createTreeWalker(document.querySelector("main"), 4);
            let seen = 0;
            const torn = [], range = document.createRange();
            while (texts.nextNode()) {
                const text = texts.currentNode, math = text.previousSibling;
                if (math?.localName !== "math" || !/^[.,;:!?)]/.test(text.data)) continue;
                seen += 1;
                range.setStart(text, 0);
                range.setEnd(text, 1);
                const mark = range.getBoundingClientRect(), box = math.getBoundingClientRect();
                if (mark.width && mark.left < box.right - 2) torn.push(text.data);
            }
            return [seen, torn];
        }""")
        assert torn[0] > 80 and torn[1] == []


def test_the_keyboard_skips_to_the_text(browser):
    """The first Tab shows a link past the contents, with an outline around it."""
    with browser.opened(PAGE) as page:
        page.handle.keyboard.press("Tab")
        focused = page.handle.evaluate("""() => {
            const link = document.activeElement, box = link.getBoundingClientRect();
            return [link.getAttribute("href"), box.left >= 0, getComputedStyle(link).outlineStyle];
        }""")
    assert focused == ["#text", True, "solid"]


def test_figures_are_drawn_and_described(browser):
    """Each figure has an alternative text and a caption, and its drawings have a size."""
    with browser.opened(PAGE, width=PHONE, scripts=False) as page:
        figures = page.handle.evaluate("""() => [...document.querySelectorAll("figure")].map(f => [
            f.querySelector("[role=img]").getAttribute("aria-label"),
            f.querySelector("figcaption").innerText,
            [...f.querySelectorAll("[role=img] svg")].map(s => s.getBoundingClientRect().width)
        ])""")
    assert len(figures) == 13
    for alt, caption, widths in figures:
        assert len(alt) > 40 and len(caption) > 20
        assert widths and all(200 < width <= PHONE for width in widths)


CONTRASTS = """() => {
    const canvas = document.createElement("canvas").getContext("2d");
    const style = getComputedStyle(document.documentElement);
    const luminance = name => {
        canvas.fillStyle = style.getPropertyValue("--" + name);
        canvas.fillRect(0, 0, 1, 1);
        const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map(value => {
            const c = value / 255;
            return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const paper = luminance("paper");
    return ["ink", "soft", "link", "blue", "orange", "green"].map(name => {
        const [dark, light] = [luminance(name), paper].sort((a, b) => a - b);
        return [name, (light + 0.05) / (dark + 0.05)];
    });
}"""


def test_colours_stand_out(browser, scheme):
    """Text and lines of figures have a contrast of 4.5 and more with the paper, in both schemes."""
    with browser.opened(PAGE, scheme=scheme) as page:
        for name, contrast in page.handle.evaluate(CONTRASTS):
            assert contrast >= 4.5, name


def test_figures_follow_the_scheme(browser):
    """A figure's ink is dark on light paper and light on dark paper."""
    look = "() => getComputedStyle(document.querySelector('#figure-saddle svg text')).fill"
    fills = []
    for scheme in ("light", "dark"):
        with browser.opened(PAGE, scheme=scheme) as page:
            fills.append(page.handle.evaluate(look))
    assert fills[0] != fills[1]


def test_no_sheet_is_left_half_empty(browser):
    """What must stay on one sheet is shorter than two fifths of it; long boxes may be divided."""
    with browser.opened(PAGE, width=690) as page:
        page.handle.emulate_media(media="print")
        heights = page.handle.evaluate("""() => [...document.querySelectorAll("main *")]
            .filter(e => getComputedStyle(e).breakInside === "avoid")
            .map(e => [e.getBoundingClientRect().height, e.id || e.tagName])""")
    sheet = 1010  # pixels between the margins of A4
    assert len(heights) > 50
    assert [one for one in heights if one[0] > 0.4 * sheet] == []


def test_print_is_black_on_white(browser):
    """Printed, the contents are gone, the colours are those of paper, and nothing is cut off."""
    with browser.opened(PAGE, width=700, scheme="dark") as page:
        page.handle.emulate_media(media="print", color_scheme="dark")
        assert not page.handle.locator("nav").is_visible()
        colours = page.handle.evaluate(
            "() => [getComputedStyle(document.body).color, "
            "getComputedStyle(document.body).backgroundColor]"
        )
        assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"] and page.overflow() <= 0
