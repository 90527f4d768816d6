// Below each question of the page: its file in an editor, and a button that runs its tests.

import { goTo, openEditor } from "./editor.js";
import { button, make, makeSaid } from "./elements.js";

const WORDS = {
  passed: "passed",
  wrong: "not yet right",
  todo: "yours to write",
  waits: "waits for another question",
  "partly run": "partly run",
  stopped: "its tests did not end",
};

/** A question's workbench. `run(number)` runs its tests and resolves to {said, statuses}. */
export class Workbench {
  #number;
  #question;
  #work;
  #view = null;

  constructor(number, question, work, run) {
    this.#number = number;
    this.#question = question;
    this.#work = work;
    const id = `workbench-${number.replace(".", "-")}`;
    const run_ = () => run(this);
    this.write = button(`Write ${number} here`, () => this.toggle(), {
      "aria-expanded": "false",
      "aria-controls": id,
    });
    this.runButton = button(`Run the tests of ${number}`, run_, { className: "run" });
    this.verdict = make("p", { className: "verdict", role: "status" });
    this.said = makeSaid(`What the tests of ${number} say`);
    this.said.hidden = true;
    this.panel = make("div", { id, className: "panel", hidden: true });
    this.run = run_;
    work.addEventListener("change", ({ detail }) => this.#noteEdit(detail.path));
  }

  get number() {
    return this.#number;
  }

  /** Puts the workbench below its question. */
  place(section) {
    const buttons = make("div", { className: "buttons" }, this.write, this.runButton);
    section.append(
      make("div", { className: "workbench" }, buttons, this.panel, this.verdict, this.said),
    );
  }

  toggle() {
    const open = this.panel.hidden;
    this.panel.hidden = !open;
    this.write.setAttribute("aria-expanded", String(open));
    this.write.textContent = open ? "Close the editor" : `Write ${this.#number} here`;
    if (!open) return;
    this.#view ??= this.#open();
    goTo(this.#view, this.#number, this.#question.names[0]);
    this.#view.focus();
  }

  begin() {
    this.said.textContent = "…";
    this.said.hidden = false;
  }

  /** Shows what the tests said, and what became of the question. */
  show({ said, statuses }) {
    this.said.textContent = said;
    this.said.hidden = !said;
    this.mark(statuses[this.#number] ?? "stopped");
  }

  mark(status) {
    this.verdict.textContent = `${this.#number}: ${WORDS[status] ?? status}`;
    this.verdict.dataset.status = status;
  }

  #noteEdit(path) {
    if (path === this.#question.file && this.verdict.dataset.status) {
      this.verdict.textContent = `${this.#number}: edited since its tests ran`;
      this.verdict.dataset.status = "edited";
    }
  }

  #open() {
    const { file } = this.#question;
    const again = button("Start this file over", () => this.#startOver(), { className: "quiet" });
    const keys = "Ctrl-Enter runs the tests. Tab indents; Esc and then Tab leaves the editor.";
    const place = make("div");
    this.panel.append(
      make("p", { className: "file" }, make("code", {}, file), again),
      place,
      make("p", { className: "keys" }, keys),
    );
    return openEditor(this.#work, file, place, this.run);
  }

  #startOver() {
    const { file } = this.#question;
    const undo = this.#work.replace({ [file]: this.#work.original(file) });
    const detail = { text: `${file} is as it was handed out.`, undo };
    dispatchEvent(new CustomEvent("notice", { detail }));
  }
}
