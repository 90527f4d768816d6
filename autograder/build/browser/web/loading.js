// Fetches what Python needs, checks it against its hash, and keeps it for the next time.

const KEPT = `homework-python ${new URL(".", location.href).pathname}`;

/** Files ({name, address, sha256, size, type}) as blobs by name; tells how far it is, 0 to 1. */
export async function load(files, onProgress) {
  const sizes = files.map((file) => file.size);
  const done = files.map(() => 0);
  let far = 0; // it never goes back, even where a size comes late
  const outcomes = await Promise.allSettled(
    files.map((file, i) =>
      fetchOnce(file, (bytes, size) => {
        done[i] = bytes;
        sizes[i] = Math.max(sizes[i], size);
        onProgress((far = Math.max(far, sum(done) / sum(sizes))));
      }),
    ),
  );
  const failed = outcomes.find(({ status }) => status === "rejected"); // the others are kept
  if (failed) throw failed.reason;
  await forgetOthers(files);
  return new Map(files.map((file, i) => [file.name, outcomes[i].value]));
}

/** Whether all files are here already. */
export async function areKept(files) {
  const cache = await openKept();
  const found = await Promise.all(files.map((file) => cache.match(keyOf(file))));
  return found.every(Boolean);
}

async function fetchOnce(file, onBytes) {
  const cache = await openKept();
  const kept = await cache.match(keyOf(file));
  const blob = kept ? await kept.blob() : await fetchChecked(file, onBytes);
  onBytes(blob.size, blob.size);
  if (!kept) await cache.put(keyOf(file), new Response(blob)).catch(() => {});
  return new Blob([blob], { type: file.type });
}

/** Where files are kept; in some private windows there is no such place. */
async function openKept() {
  try {
    return await caches.open(KEPT);
  } catch {
    return { match: async () => undefined, put: async () => {}, keys: async () => [] };
  }
}

/** Files of an earlier version are not needed any more. */
async function forgetOthers(files) {
  const cache = await openKept();
  const wanted = new Set(files.map(keyOf));
  const others = (await cache.keys()).filter((request) => !wanted.has(request.url));
  await Promise.all(others.map((request) => cache.delete(request)));
}

/** The hash is part of it: of another version nothing is taken. */
function keyOf(file) {
  const key = new URL(file.address, location.href);
  key.searchParams.set("sha256", file.sha256);
  return key.href;
}

async function fetchChecked(file, onBytes) {
  const response = await fetch(file.address, { credentials: "omit" }).catch((error) => {
    throw new Error(`${hostOf(file)} cannot be reached (${error.message})`);
  });
  if (!response.ok) throw new Error(`${file.address}: ${response.status} ${response.statusText}`);
  const blob = await read(response, onBytes);
  if ((await sha256(blob)) !== file.sha256) {
    throw new Error(`${file.address} is not the file that this page was made for`);
  }
  return blob;
}

async function read(response, onBytes) {
  const size = Number(response.headers.get("content-length"));
  const reader = response.body.getReader();
  const chunks = [];
  for (let bytes = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return new Blob(chunks);
    chunks.push(value);
    bytes += value.length;
    onBytes(bytes, size);
  }
}

async function sha256(blob) {
  const digest = await crypto.subtle.digest("SHA-256", await blob.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

const hostOf = (file) => new URL(file.address, location.href).host;
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
