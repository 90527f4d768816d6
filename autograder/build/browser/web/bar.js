// The bar at the bottom: what Python does, all tests, the zip that is handed in.

import { button, make } from "./elements.js";
import { pack, unpack } from "./zips.js";

const STATES = {
  absent: ({ size }) => `Python is loaded when you first run a test: ${size}, once.`,
  loading: ({ fraction }) => `Loading Python, ${Math.floor(100 * fraction)} %`,
  starting: () => "Starting Python",
  ready: () => "Python is ready.",
  running: () => "The tests run.",
  failed: ({ message }) => `Python does not start: ${message}. Reload the page to try again.`,
};

/** The bar, in the page's own order: last. `runAll` runs all tests. */
export class Bar {
  constructor(work, python, homework, runAll) {
    this.work = work;
    this.homework = homework;
    this.state = make("p", { role: "status", className: "state" });
    this.progress = make("progress", { max: 1, hidden: true, "aria-label": "Loading Python" });
    this.kept = make("p", { className: "kept" });
    this.notice = make("p", { role: "status", className: "notice", hidden: true });
    this.runAll = button("Run all tests", runAll, { className: "run" });
    this.stop = button("Stop", () => python.stop(), { hidden: true });
    this.upload = make("input", { type: "file", multiple: true, hidden: true });
    this.upload.accept = ".zip,.py";
    this.upload.onchange = () => this.#take(this.upload.files);
    this.#place();
    this.#showPython({ state: python.state, size: python.size });
    this.#showKept();
    python.addEventListener("state", ({ detail }) => this.#showPython(detail));
    work.addEventListener("change", () => this.#showKept());
    addEventListener("notice", ({ detail }) => this.tell(detail.text, detail.undo));
  }

  /** Says something, with a button that takes it back. */
  tell(text, undo) {
    this.notice.replaceChildren(text);
    this.notice.hidden = false;
    const took = () => {
      undo();
      this.notice.hidden = true;
    };
    if (undo) this.notice.append(" ", button("Undo", took));
  }

  #place() {
    const buttons = make(
      "div",
      { className: "buttons" },
      this.runAll,
      this.stop,
      button("Download zip", () => this.#download()),
      button("Open zip", () => this.upload.click()),
      this.upload,
    );
    const words = make("div", { className: "words" }, this.state, this.progress, this.kept);
    const label = { className: "bar", "aria-label": "Your work" };
    document.body.append(make("aside", label, this.notice, words, buttons));
  }

  #showPython(detail) {
    const { state } = detail;
    this.state.textContent = STATES[state](detail);
    this.progress.hidden = state !== "loading";
    this.progress.value = detail.fraction ?? 0;
    this.stop.hidden = state !== "running";
  }

  #showKept() {
    if (!this.work.isKept) this.kept.textContent = "This browser keeps nothing: download your work.";
    else if (this.work.isAhead) this.kept.textContent = "Kept in this browser, not downloaded.";
    else this.kept.textContent = "Kept in this browser.";
  }

  #download() {
    const { folder } = this.homework;
    const href = URL.createObjectURL(pack(this.work.folder(folder)));
    make("a", { href, download: `${folder}.zip` }).click();
    setTimeout(() => URL.revokeObjectURL(href), 60_000);
    this.work.noteDownload();
    this.tell(`${folder}.zip is what you hand in.`);
  }

  async #take(uploads) {
    try {
      const found = await unpack(uploads, this.work.editable);
      const names = Object.keys(found);
      const { folder } = this.homework;
      if (!names.length) this.tell(`None of the files of ${folder} is in there.`);
      else this.tell(`Opened: ${names.join(", ")}.`, this.work.replace(found));
    } catch (error) {
      this.tell(`This cannot be opened: ${error.message}.`);
    }
    this.upload.value = "";
  }
}
