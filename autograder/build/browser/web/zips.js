// The student's work as a zip, and back.

import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";

const LARGEST = 2_000_000;
const TEXT = new TextDecoder("utf-8", { fatal: true });

/** Texts by their path, as a zip. */
export function pack(files) {
  const entries = Object.entries(files).map(([path, text]) => [path, strToU8(text)]);
  return new Blob([zipSync(Object.fromEntries(entries))], { type: "application/zip" });
}

/** What uploaded zips and .py files hold of the files `editable`: texts by their path. */
export async function unpack(uploads, editable) {
  const found = {};
  for (const upload of uploads) {
    const bytes = new Uint8Array(await upload.arrayBuffer());
    const entries = isZip(bytes) ? unzipSync(bytes, { filter }) : { [upload.name]: bytes };
    Object.assign(found, choose(entries, editable));
  }
  return found;
}

const isZip = (bytes) => strFromU8(bytes.subarray(0, 2), true) === "PK";
const filter = ({ name, originalSize }) =>
  name.endsWith(".py") && !name.startsWith("__MACOSX") && originalSize < LARGEST;

/** For each file the entry of this name with the shortest path, in a folder of its own first. */
function choose(entries, editable) {
  const chosen = {};
  for (const path of editable) {
    const name = path.split("/").pop();
    const all = Object.keys(entries).filter((entry) => entry.split("/").pop() === name);
    const inFolder = all.filter((entry) => `/${entry}`.endsWith(`/${path}`));
    const [first] = (inFolder.length ? inFolder : all).sort((a, b) => a.length - b.length);
    if (first) chosen[path] = TEXT.decode(entries[first]).replace(/\r\n?/g, "\n");
  }
  return chosen;
}
