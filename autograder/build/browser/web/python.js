// Python, as the page sees it: loaded when it is needed, ended when a call does not end, run again.

import { areKept, load } from "./loading.js";

const SILENCE = 60;

/**
 * Tells `state` events: absent, loading (with `fraction`), starting, ready, running, failed (with
 * `message`).
 */
export class Python extends EventTarget {
  #site;
  #homework;
  #worker = null;
  #blobs = null;
  #started = null;
  #finish = null;
  #timer = 0;

  constructor(site, homework) {
    super();
    this.#site = site;
    this.#homework = homework;
    this.state = "absent";
  }

  /** How much is loaded, in words. */
  get size() {
    const { core, load: names } = this.#site.python;
    const bytes = core.reduce((total, file) => total + file.size, 0);
    return [`${Math.round(bytes / 1e6)} MB`, ...names].join(" and ");
  }

  /** Start it in the background if that needs no network. */
  async startIfKept() {
    if (await areKept(this.#files())) this.start().catch(() => {});
  }

  /** Resolves once it is ready. */
  start() {
    this.#started ??= this.#start().catch((error) => {
      this.#end();
      this.#tell("failed", { message: error.message });
      throw error;
    });
    return this.#started;
  }

  /**
   * Runs tests: of `question`, or all of them (null), on these `files`, told in so many
   * `columns`. Resolves to {said, statuses}; `onEnded` hears when a call has been ended.
   */
  async run(request, onEnded) {
    const ended = {};
    for (;;) {
      await this.start();
      this.#tell("running");
      const outcome = await this.#runOnce({ ...request, ended });
      if (outcome.event === "done") {
        this.#tell("ready");
        return outcome;
      }
      this.#restart();
      if (!outcome.call) return { said: outcome.said, statuses: {} };
      ended[outcome.call] = (ended[outcome.call] ?? 0) + 1;
      onEnded(outcome.said);
    }
  }

  /** End what runs now. */
  stop() {
    this.#finish?.({ event: "ended", said: "Stopped." });
  }

  #files() {
    const { core, packages } = this.#site.python;
    return [...core, ...packages];
  }

  async #start() {
    if (!this.#blobs) {
      this.#tell("loading", { fraction: 0 });
      const files = this.#files();
      const all = await load(files, (fraction) => this.#tell("loading", { fraction }));
      const tests = await (await fetchOwn(this.#site.tests)).blob();
      const only = (some) => new Map(some.map(({ name }) => [name, all.get(name)]));
      const { core, packages, load: names } = this.#site.python;
      this.#blobs = { core: only(core), packages: only(packages), load: names, tests };
    }
    this.#tell("starting");
    this.#worker = new Worker(this.#site.worker, { type: "module" });
    await this.#untilReady({ ...this.#blobs, ...this.#homework });
    this.#tell("ready");
  }

  #untilReady(parts) {
    return new Promise((resolve, reject) => {
      this.#worker.onerror = (error) => reject(new Error(error.message || "no worker can start"));
      this.#worker.onmessage = ({ data }) =>
        data.event === "ready" ? resolve() : reject(new Error(data.message));
      this.#worker.postMessage({ start: parts });
    });
  }

  #runOnce(request) {
    return new Promise((resolve) => {
      this.#finish = (outcome) => {
        clearTimeout(this.#timer);
        this.#finish = null;
        resolve(outcome);
      };
      this.#worker.onerror = (error) => this.#finish?.(crashed(error.message));
      this.#worker.onmessage = ({ data }) => this.#hear(data);
      this.#worker.postMessage({ run: request });
      this.#wait(SILENCE);
    });
  }

  #hear(data) {
    if (data.event === "call") this.#wait(data.seconds, data.call);
    else if (data.event === "returned") this.#wait(SILENCE);
    else if (data.event === "failed") this.#finish?.(crashed(data.message));
    else this.#finish?.(data);
  }

  #wait(seconds, call) {
    clearTimeout(this.#timer);
    const said = `still running after ${seconds} seconds: can its loop ever end?`;
    this.#timer = setTimeout(() => this.#finish?.({ event: "ended", call, said }), seconds * 1000);
  }

  #restart() {
    this.#end();
    this.start().catch(() => {});
  }

  #end() {
    this.#worker?.terminate();
    this.#worker = this.#started = null;
  }

  #tell(state, detail = {}) {
    this.state = state;
    this.dispatchEvent(new CustomEvent("state", { detail: { state, ...detail } }));
  }
}

/** One of the page's own files. */
export async function fetchOwn(name) {
  const response = await fetch(name);
  if (!response.ok) throw new Error(`${name}: ${response.status} ${response.statusText}`);
  return response;
}

const crashed = (message) => ({
  event: "ended",
  said: `Python ended by itself (${message}). Was there a recursion without an end, or more\nmemory in use than a browser has? It has been started again.`,
});
