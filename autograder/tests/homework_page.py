"""What a student does on the page of the homework in a browser, for tests."""

import contextlib

MINUTE = 60_000


class HomeworkPage:
    """The page, once its editors are there. `handle` is playwright's page."""

    def __init__(self, handle):
        self.handle = handle

    def wait(self):
        """Wait until the workbenches are there."""
        self.handle.wait_for_selector(".bar")
        return self

    def button(self, name):
        return self.handle.get_by_role("button", name=name, exact=True)

    def bench(self, number):
        return self.handle.locator(".workbench").filter(
            has=self.button(f"Run the tests of {number}")
        )

    def write(self, number, old, new):
        """In the question's editor, put `new` in place of the one line that begins with `old`."""
        bench = self.bench(number)
        if not bench.locator(".cm-content").is_visible():
            self.button(f"Write {number} here").click()
        line = bench.locator(".cm-line").filter(has_text=old)
        text = line.inner_text()
        indent = " " * (len(text) - len(text.lstrip()))
        line.click(click_count=3)  # all of it, however it is wrapped
        self.handle.keyboard.insert_text(f"{indent}{new}\n")

    def run(self, number):
        """Run a question's tests; what they say, when they are done."""
        bench = self.bench(number)
        self.button(f"Run the tests of {number}").click()
        self.until_done()
        return bench.locator(".said").inner_text()

    def verdict(self, number):
        return self.bench(number).locator(".verdict").inner_text()

    def run_all(self):
        """Run all tests; the report."""
        self.button("Run all tests").click()
        self.until_done()
        said = self.handle.locator("dialog .said").inner_text()
        self.button("Close").click()
        return said

    def report_title(self):
        return self.handle.locator("dialog h2").text_content()

    def until_done(self):
        """Wait until no test runs: the buttons can be pressed again."""
        self.handle.wait_for_function(
            "() => !document.querySelector('button.run[aria-disabled=true]')",
            timeout=3 * MINUTE,
        )

    def state(self):
        return self.handle.locator(".state").inner_text()

    def until_state(self, words):
        self.handle.locator(".state", has_text=words).wait_for(timeout=2 * MINUTE)

    def notice(self):
        return self.handle.locator(".notice").inner_text()

    def kept(self):
        return self.handle.locator(".kept").inner_text()

    def download(self, path):
        """Press the button, and save the zip."""
        with self.handle.expect_download() as download:
            self.button("Download zip").click()
        download.value.save_as(path)
        return path

    def upload(self, *files):
        """Choose files in the window that "Open zip" opens."""
        with self.handle.expect_file_chooser() as chooser:
            self.button("Open zip").click()
        chooser.value.set_files([str(file) for file in files])
        self.handle.locator(".notice").wait_for()

    def text(self, number):
        """The text in a question's editor that is in view."""
        return "\n".join(self.bench(number).locator(".cm-line").all_inner_texts())


@contextlib.contextmanager
def on_the_page(browser, address, **options):
    """The page opened in a browser of its own, without any other machine."""
    with browser.opened(address, offline=False, **options) as page:
        yield HomeworkPage(page.handle).wait(), page
