// Bundles the stand-in: node bundle.mjs FOLDER-OF-NODE-MODULES OUTPUT

import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const [modules, outfile] = process.argv.slice(2);
const { build } = createRequire(join(modules, "esbuild", "package.json"))("esbuild");

// With this file the kernel would start a worker of its own.
const withoutWorker = {
  name: "without a worker of its own",
  setup(building) {
    const contents = "exports.default = undefined;";
    building.onLoad({ filter: /import-browser\.js$/ }, () => ({ contents }));
  },
};

await build({
  entryPoints: [join(dirname(fileURLToPath(import.meta.url)), "pyodide.mjs")],
  outfile,
  bundle: true,
  format: "esm",
  nodePaths: [modules],
  mainFields: ["browser", "module", "main"],
  loader: { ".wasm": "binary" },
  define: { global: "globalThis", __dirname: '"/"' },
  alias: { os: "os-browserify", path: "path-browserify", stream: "readable-stream" },
  plugins: [withoutWorker],
  logLevel: "warning",
});
