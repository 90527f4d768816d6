// An editor for one file. Several editors for the same file show the same text.

import { indentWithTab } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { indentUnit, syntaxHighlighting } from "@codemirror/language";
import { Annotation } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";
import { basicSetup } from "codemirror";

const fromElsewhere = Annotation.define();

/** An editor for the file at `path`; Ctrl-Enter (on a Mac Cmd-Enter) calls `onRun`. */
export function openEditor(work, path, parent, onRun) {
  const view = new EditorView({
    doc: work.text(path),
    parent,
    extensions: [
      keymap.of([{ key: "Mod-Enter", run: () => (onRun(), true) }, indentWithTab]),
      basicSetup,
      python(),
      indentUnit.of("    "),
      syntaxHighlighting(classHighlighter),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ "aria-label": path, tabindex: "0" }),
      EditorView.updateListener.of((update) => save(update, work, path)),
    ],
  });
  work.addEventListener("change", ({ detail }) => {
    if (detail.path === path && detail.from !== view) show(view, work.text(path));
  });
  return view;
}

/** Puts the cursor where a question is answered: at its stub, or else at its function. */
export function goTo(view, number, name) {
  const text = view.state.doc.toString();
  const stub = text.indexOf(`raise NotImplementedError("${number} `);
  const definition = text.search(new RegExp(`^(def|class) ${name}\\b`, "m"));
  const at = Math.max(stub < 0 ? definition : stub, 0);
  const y = stub < 0 ? "start" : "center";
  view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y }) });
}

function save(update, work, path) {
  const own = update.transactions.some((one) => one.docChanged && !one.annotation(fromElsewhere));
  if (own) work.change(path, update.state.doc.toString(), update.view);
}

/** Changes only what differs, so that the cursor stays where it is. */
function show(view, text) {
  const old = view.state.doc.toString();
  if (old === text) return;
  const shorter = Math.min(old.length, text.length);
  let from = 0;
  while (from < shorter && old[from] === text[from]) from++;
  let end = 0;
  while (end < shorter - from && old.at(-1 - end) === text.at(-1 - end)) end++;
  view.dispatch({
    changes: { from, to: old.length - end, insert: text.slice(from, text.length - end) },
    annotations: fromElsewhere.of(true),
  });
}
