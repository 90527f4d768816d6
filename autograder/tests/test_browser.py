"""The browser that the other tests look through sees what is wrong with a page."""

import pytest

SOUND = '<!doctype html><html lang="en"><title>Sound</title><main><h1>A page</h1></main></html>'
UNSOUND = """<!doctype html><html><title>Unsound</title><main><h1>A page</h1>
<p style="color: #ccc; background: #fff; width: 2000px">pale</p>
<img src="https://example.org/picture.png"><script>undefined_function()</script></main></html>"""


@pytest.fixture
def written(tmp_path):
    def write(text):
        path = tmp_path / "page.html"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_a_sound_page_has_no_faults(browser, written):
    """A small valid page asks for nothing, complains of nothing, and is accessible."""
    with browser.opened(written(SOUND)) as page:
        assert (page.requests, page.complaints, page.faults()) == ([], [], [])
        assert page.text() == "A page"
        assert page.overflow() == 0


def test_what_is_wrong_with_a_page_is_seen(browser, written):
    """Requests, script errors, missing texts, pale words and sideways scrolling are noticed."""
    with browser.opened(written(UNSOUND)) as page:
        assert page.requests == ["https://example.org/picture.png"]
        assert any("undefined_function" in line for line in page.complaints)
        rules = {line.partition(":")[0] for line in page.faults()}
        assert {"image-alt", "color-contrast", "html-has-lang"} <= rules
        assert page.overflow() > 0


def test_the_colour_scheme_is_the_one_asked_for(browser, written):
    """A page opened in dark takes its dark colours."""
    style = "<style>@media (prefers-color-scheme: dark) {h1::after {content: ' at night'}}</style>"
    path = written(SOUND.replace("<main>", style + "<main>"))
    shown = "() => getComputedStyle(document.querySelector('h1'), '::after').content"
    with browser.opened(path, scheme="dark") as page:
        assert page.handle.evaluate(shown) == '" at night"'
    with browser.opened(path) as page:
        assert page.handle.evaluate(shown) == "none"


def test_a_screenshot_is_the_whole_page(browser, written, tmp_path):
    """The picture of a page that is longer than the window shows all of it."""
    path = written(SOUND.replace("<h1>", '<h1 style="height: 3000px">'))
    picture = tmp_path / "page.png"
    with browser.opened(path, width=400, height=300) as page:
        page.screenshot(picture)
    header = picture.read_bytes()[:24]
    assert header.startswith(b"\x89PNG")
    assert int.from_bytes(header[20:24], "big") >= 3000
