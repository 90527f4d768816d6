// Keeps the page's own files, so that it opens without a network. SITE is written above this.

const NAME = `homework ${self.registration.scope} `;
const KEPT = NAME + SITE.version;
const PAGE = "index.html";
const ANSWER_WITHIN = 4000;

self.addEventListener("install", (event) => {
  event.waitUntil(keep());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(forgetOthers().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  event.respondWith(request.mode === "navigate" ? newest(request) : kept(request));
});

async function keep() {
  const cache = await caches.open(KEPT);
  const response = await fetch(PAGE, { cache: "reload" });
  if (!response.ok) throw new Error(`${PAGE}: ${response.status}`);
  // Made anew: one that came by a redirection would not be shown as a page.
  await cache.put(PAGE, new Response(response.body, { headers: response.headers }));
  await cache.addAll(SITE.files);
}

async function forgetOthers() {
  const names = (await caches.keys()).filter((name) => name.startsWith(NAME) && name !== KEPT);
  await Promise.all(names.map((name) => caches.delete(name)));
}

/** A file's name holds its hash: what is kept under it is right. */
async function kept(request) {
  const cache = await caches.open(KEPT);
  return (await cache.match(request)) ?? fetch(request);
}

/** The page as the server has it now; where that takes too long, as it was. */
async function newest(request) {
  const cache = await caches.open(KEPT);
  const { pathname } = new URL(request.url);
  const page = await cache.match(pathname.endsWith("/") ? PAGE : pathname);
  const signal = page && AbortSignal.timeout(ANSWER_WITHIN);
  return fetch(request, { signal }).catch((error) => page ?? Promise.reject(error));
}
