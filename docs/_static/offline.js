// Keeps the files of Python, so that programs run without a network. Only the
// worker is served from here, and no page.

const address = new URL(location);
const version = address.searchParams.get("v");
const name = `python-${version}`;
const files = [
  "python.json",
  `worker.js${address.search}`,
  `timeline.zip?v=${version}`,
  ...["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "pyodide-lock.json", "python_stdlib.zip"].map(
    (file) => `pyodide-${address.searchParams.get("pyodide")}/${file}`,
  ),
];

const keep = () => caches.open(name).then((cache) => cache.addAll(files));
let isKeeping;

addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(keep());
});

addEventListener("activate", (event) => {
  const clear = async () => {
    for (const other of await caches.keys()) {
      if (other.startsWith("python-") && other !== name) await caches.delete(other);
    }
  };
  event.waitUntil(clear());
});

addEventListener("fetch", (event) => {
  const find = async () => {
    const found = await caches.match(event.request).catch(() => undefined);
    if (!found && !isKeeping) {
      // The page throws all away where Python did not start with it.
      isKeeping = true;
      const end = () => (isKeeping = false);
      event.waitUntil(keep().then(end, end));
    }
    return found ?? fetch(event.request);
  };
  event.respondWith(find());
});
