// The student's files: kept in this browser with every change, and shared between its tabs.

const PLACE = `homework ${new URL(".", location.href).pathname}`;
const EDITED = `${PLACE} edited`;
const DOWNLOADED = `${PLACE} downloaded`;

/**
 * `files`: the homework's files as handed out, texts by their path. Of those in `editable` the
 * browser keeps what differs. Tells `change` events ({path, from}); `from` is who changed it.
 */
export class Work extends EventTarget {
  #files;
  #texts = new Map();

  constructor({ files, editable }) {
    super();
    this.#files = files;
    this.editable = editable;
    this.isKept = true;
    for (const path of editable) this.#texts.set(path, this.#read(keyOf(path)) ?? files[path]);
    addEventListener("storage", (event) => this.#hearOtherTab(event));
  }

  text(path) {
    return this.#texts.get(path) ?? this.#files[path];
  }

  /** The texts of all files in which students write. */
  texts() {
    return Object.fromEntries(this.#texts);
  }

  original(path) {
    return this.#files[path];
  }

  change(path, text, from) {
    if (text === this.text(path)) return;
    this.#texts.set(path, text);
    if (text === this.#files[path]) this.#write(keyOf(path), null);
    else this.#write(keyOf(path), text);
    this.#write(EDITED, new Date().toISOString());
    this.#tell(path, from);
  }

  /** Puts these texts in place of what is there; returns a function that takes it back. */
  replace(texts) {
    const before = Object.keys(texts).map((path) => [path, this.text(path)]);
    for (const [path, text] of Object.entries(texts)) this.change(path, text);
    return () => before.forEach(([path, text]) => this.change(path, text));
  }

  /** A folder's files, with the student's texts in their place. */
  folder(name) {
    const paths = Object.keys(this.#files).filter((path) => path.startsWith(`${name}/`));
    return Object.fromEntries(paths.map((path) => [path, this.text(path)]));
  }

  noteDownload() {
    this.#write(DOWNLOADED, new Date().toISOString());
    this.#tell();
  }

  /** Whether something has been written since the last download. */
  get isAhead() {
    const edited = this.#read(EDITED);
    return Boolean(edited) && edited > (this.#read(DOWNLOADED) ?? "");
  }

  #hearOtherTab({ key, newValue }) {
    const path = this.editable.find((one) => keyOf(one) === key);
    if (path) {
      this.#texts.set(path, newValue ?? this.#files[path]);
      this.#tell(path);
    }
  }

  #tell(path, from) {
    this.dispatchEvent(new CustomEvent("change", { detail: { path, from } }));
  }

  #read(key) {
    try {
      return localStorage.getItem(key);
    } catch {
      this.isKept = false;
      return null;
    }
  }

  #write(key, value) {
    try {
      if (value === null) localStorage.removeItem(key);
      else localStorage.setItem(key, value);
    } catch {
      this.isKept = false;
    }
  }
}

const keyOf = (path) => `${PLACE} ${path}`;
