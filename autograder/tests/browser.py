"""With this a test opens a page in Chromium and looks at it, as a reader would.

    def test_the_page(browser):
        with browser.opened(path, scheme="dark") as page:
            assert page.faults() == []
            page.screenshot(picture)

Where there is no Chromium, such a test is skipped; with AUTOGRADER_REQUIRE_BROWSER set, as in
CI, it fails.
"""

import contextlib
import os
import pathlib
import shutil
from dataclasses import dataclass, field
from importlib import resources

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # no other machine is reached
]


@contextlib.contextmanager
def chromium():
    """A Chromium that runs in the background; the test is skipped where there is none."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        missing = pytest.fail if os.environ.get("AUTOGRADER_REQUIRE_BROWSER") else pytest.skip
        missing("there is no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        try:
            yield Browser(started)
        finally:
            started.close()


class Browser:
    """Opens pages, each in a profile of its own."""

    def __init__(self, started):
        self.started = started

    @contextlib.contextmanager
    def opened(
        self, path, width=1280, height=900, scheme="light", offline=True, scripts=True, touch=False
    ):
        """The page at `path`, or at an address of this machine, which takes offline=False.

        `scheme` is "light" or "dark", sizes are in pixels.
        """
        context = self.started.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            offline=offline,
            java_script_enabled=scripts,
            has_touch=touch,
        )
        try:
            is_address = str(path).startswith("http")
            address = path if is_address else pathlib.Path(path).resolve().as_uri()
            page = OpenPage(context.new_page(), address)
            page.open()
            yield page
        finally:
            context.close()


@dataclass
class OpenPage:
    """A page, and what it did since it was opened: requests and complaints in the console.

    `handle` is playwright's own page, for what is not here.
    """

    handle: object
    address: str
    requests: list = field(default_factory=list)
    complaints: list = field(default_factory=list)

    def open(self):
        """Load the page, listening from the start."""
        self.handle.on("request", self._requested)
        self.handle.on("console", self._said)
        self.handle.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.handle.goto(self.address)

    def faults(self, impacts=("serious", "critical")):
        """axe-core's findings of these impacts, a line each: rule, what it asks, first element."""
        script = resources.files("axe_playwright_python").joinpath("axe.min.js")
        self.handle.evaluate(script.read_text(encoding="utf-8"))
        found = self.handle.evaluate("() => axe.run()")["violations"]
        return [
            f"{one['id']}: {one['help']}: {one['nodes'][0]['html']}"
            for one in found
            if one["impact"] in impacts
        ]

    def overflow(self):
        """By how many pixels the page is wider than its window."""
        return self.handle.evaluate(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )

    def text(self):
        """What a reader sees."""
        return self.handle.inner_text("body")

    def screenshot(self, path):
        """A picture of the whole page, as PNG."""
        self.handle.screenshot(path=path, full_page=True)

    def _requested(self, request):
        """Remember a request for anything but the page itself and what stands in it."""
        url = request.url.partition("#")[0]
        if url != self.address and not url.startswith("data:"):
            self.requests.append(url)

    def _said(self, message):
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)
