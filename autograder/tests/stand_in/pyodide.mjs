// Looks like Pyodide, as far as the page's worker uses it, and is python-wasm with its NumPy.

import "./globals.mjs";
import kernelWasm from "@cowasm/kernel/dist/kernel/kernel.wasm";
import kernels from "@cowasm/kernel/dist/wasm/worker/browser.js";
import { PythonWasmSync } from "python-wasm/dist/common.js";

const EXECUTABLE = "/usr/lib/python.wasm";
const LIBRARY = "/usr/lib/python3.11";

export async function loadPyodide({ indexURL, packageBaseUrl, lockFileContents, stdout }) {
  const { packages } = JSON.parse(lockFileContents);
  const bytesAt = async (address) => (await fetch(address)).arrayBuffer();
  const library = await bytesAt(indexURL + "python_stdlib.zip");
  const fs = [{ type: "zipurl", zipurl: asAddress(library), mountpoint: LIBRARY }, { type: "dev" }];
  const env = { PYTHONHOME: "/usr", PYTHONEXECUTABLE: EXECUTABLE };
  const kernel = await kernels.default(asAddress(kernelWasm), {
    env,
    fs,
    sendStdout: byLines(stdout),
    sendStderr: () => {}, // it complains of a terminal and of threads that are not there
    wasmEnv: { wasmGetSignalState: () => 0 },
  });
  const FS = {
    mkdirTree: (path) => kernel.fs.mkdirSync(path, { recursive: true }),
    writeFile: (path, bytes) => kernel.fs.writeFileSync(path, Buffer.from(bytes)),
  };
  FS.writeFile(EXECUTABLE, await bytesAt(indexURL + "pyodide.asm.wasm"));
  const python = new PythonWasmSync(kernel, EXECUTABLE);
  python.init();
  let runs = 0;
  // An empty file cannot be opened again here, and pytest opens os.devnull in each run.
  const runPython = (code) => python.exec(`import os; os.devnull = "/null${runs++}"\n${code}`);
  async function loadPackage(names) {
    for (const name of names) {
      FS.writeFile("/package.zip", await bytesAt(packageBaseUrl + packages[name].file_name));
      runPython(`import zipfile; zipfile.ZipFile("/package.zip").extractall("${LIBRARY}")`);
    }
  }
  return { FS, loadPackage, runPython };
}

const asAddress = (bytes) =>
  URL.createObjectURL(new Blob([bytes], { type: "application/wasm" }));

/** Calls `tell` with each whole line. */
function byLines(tell) {
  const decoder = new TextDecoder();
  let rest = "";
  return (data) => {
    const lines = (rest + decoder.decode(data, { stream: true })).split("\n");
    rest = lines.pop();
    lines.forEach((line) => tell(line));
  };
}
