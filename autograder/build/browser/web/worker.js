// Python's worker. The page hands it all files; it starts Pyodide and runs what it is asked.

const MARK = "\x1e";
const HOME = "/homework";
const PAGE = "/page";
const SITE = "/page/site-packages";
const TEXT = new TextEncoder();
let pyodide;

self.addEventListener("message", async ({ data }) => {
  try {
    if (data.start) await start(data.start);
    if (data.run) run(data.run);
  } catch (error) {
    self.postMessage({ event: "failed", message: error.message || String(error) });
  }
});

/** `core`: Pyodide's own files; `packages`: wheels; `tests`: pytest, zipped; all of them blobs. */
async function start({ core, packages, load, tests, homework, runner }) {
  serve(new Map([...core, ...packages]));
  const { loadPyodide } = await importBlob(core.get("pyodide.mjs"));
  pyodide = await loadPyodide({
    indexURL: location.origin + "/",
    packageBaseUrl: location.origin + "/",
    lockFileContents: await core.get("pyodide-lock.json").text(),
    createPyodideModule: (await importBlob(core.get("pyodide.asm.mjs"))).default,
    stdout: hear,
    stderr: (line) => console.warn(line),
  });
  await pyodide.loadPackage(load, { messageCallback: () => {} });
  for (const [path, text] of Object.entries(homework)) write(`${HOME}/${path}`, TEXT.encode(text));
  write(`${PAGE}/tests.zip`, new Uint8Array(await tests.arrayBuffer()));
  write(`${PAGE}/runner.py`, TEXT.encode(runner));
  pyodide.runPython(`
import sys, zipfile
zipfile.ZipFile("${PAGE}/tests.zip").extractall("${SITE}")
sys.path += ["${SITE}", "${PAGE}"]
import runner
runner.begin()
`);
  self.postMessage({ event: "ready" });
}

function run(request) {
  write(`${PAGE}/request.json`, TEXT.encode(JSON.stringify(request)));
  pyodide.runPython(`runner.run("${PAGE}/request.json")`);
}

/** Python's own output: the runner's events are marked, all else is a student's print. */
function hear(line) {
  if (line.startsWith(MARK)) self.postMessage(JSON.parse(line.slice(MARK.length)));
}

/** Files that are here are not fetched again, whatever address they are looked for at. */
function serve(files) {
  const fetchElsewhere = self.fetch;
  self.fetch = async (resource, options) => {
    const address = resource instanceof Request ? resource.url : String(resource);
    const blob = files.get(address.split("/").pop());
    return blob ? new Response(blob) : fetchElsewhere(resource, options);
  };
}

async function importBlob(blob) {
  const address = URL.createObjectURL(blob);
  try {
    return await import(address);
  } finally {
    URL.revokeObjectURL(address);
  }
}

function write(path, bytes) {
  pyodide.FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
  pyodide.FS.writeFile(path, bytes);
}
