// The page of the homework becomes a place to do it. Without this script it can still be read.

import { Bar } from "./bar.js";
import { columnsOf } from "./elements.js";
import { Python, fetchOwn } from "./python.js";
import { Workbench } from "./questions.js";
import { Report } from "./report.js";
import { Work } from "./work.js";

const NOTE = document.getElementById("browser-note");
const CANNOT =
  "The tests cannot run in this browser, since it lacks {}. Take a current Chrome, Edge, Firefox " +
  "or Safari, not in a private window, or work on your own computer: the stencil's README says how.";

/** What is missing, or "". */
function lacking() {
  if (location.protocol === "file:") return "a web server: this page was opened as a file";
  if (!isSecureContext) return "https, which this page's address does not begin with";
  if (typeof WebAssembly !== "object") return "WebAssembly";
  return "";
}

async function begin() {
  const site = JSON.parse(document.getElementById("browser-site").textContent);
  const homework = await (await fetchOwn(site.homework)).json();
  const work = new Work(homework);
  const python = new Python(site, { homework: homework.files, runner: homework.runner });
  const benches = new Map();

  let busy = false;

  /** Runs tests; `place` shows what they say. Meanwhile no others can be run. */
  async function run(question, place) {
    if (busy) return;
    setBusy(true);
    place.begin();
    try {
      const ended = (said) => (place.said.textContent = `${said}\nPython starts anew …`);
      const columns = columnsOf(place.said);
      const outcome = await python.run({ question, files: work.texts(), columns }, ended);
      for (const [number, status] of Object.entries(outcome.statuses)) {
        benches.get(number)?.mark(status);
      }
      place.show(outcome);
    } catch (error) {
      place.show({ said: `Python does not start: ${error.message}`, statuses: {} });
    } finally {
      setBusy(false);
    }
  }

  /** The buttons keep the focus meanwhile: they are not disabled. */
  function setBusy(value) {
    busy = value;
    const buttons = document.querySelectorAll("button.run");
    for (const one of buttons) one.setAttribute("aria-disabled", value);
  }

  for (const [number, question] of Object.entries(homework.questions)) {
    const heading = document.getElementById(`question-${number.replace(".", "-")}`);
    const bench = new Workbench(number, question, work, (one) => run(one.number, one));
    bench.place(heading.closest("section") ?? heading.parentElement);
    benches.set(number, bench);
  }
  work.addEventListener("change", () => navigator.storage?.persist?.(), { once: true });
  const report = new Report(homework, python);
  new Bar(work, python, homework, () => run(null, report));
  await python.startIfKept();
}

const missing = lacking();
if (missing) {
  NOTE.textContent = CANNOT.replace("{}", missing);
} else {
  NOTE.hidden = true;
  navigator.serviceWorker?.register("sw.js").catch((error) => console.warn(error.message));
  begin().catch((error) => {
    NOTE.hidden = false;
    NOTE.textContent = `The editors cannot be shown: ${error.message}. Reload the page to try again.`;
  });
}
