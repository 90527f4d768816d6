// The window with what all tests say.

import { button, make, makeSaid } from "./elements.js";

export class Report {
  #questions;
  #dialog;
  #title = make("h2", { id: "all-tests" });

  constructor({ questions }, python) {
    this.#questions = Object.entries(questions);
    this.said = makeSaid("What all tests say");
    const stop = button("Stop", () => python.stop());
    python.addEventListener("state", ({ detail }) => (stop.hidden = detail.state !== "running"));
    const buttons = make("div", { className: "buttons" }, button("Close", () => this.#dialog.close()), stop);
    const label = { "aria-labelledby": "all-tests" };
    this.#dialog = make("dialog", label, this.#title, this.said, buttons);
    document.body.append(this.#dialog);
  }

  begin() {
    this.#title.textContent = "All tests";
    this.said.textContent = "…";
    this.#dialog.showModal();
  }

  /** The points come first: in pytest's report they stand at the end. */
  show({ said, statuses }) {
    this.said.textContent = said;
    const passed = this.#questions.filter(([number]) => statuses[number] === "passed");
    this.#title.textContent = `All tests: ${points(passed)} of ${points(this.#questions)} points`;
  }
}

const points = (questions) => questions.reduce((sum, [, question]) => sum + question.points, 0);
