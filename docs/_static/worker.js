// Runs Python in a thread of its own, so that the page stays usable.
//
// The page asks with {text, path, key, tail}; see run in timeline/live.py.
// It is told {phase, bytes}, {stream, text}, {done} and {failed}.

const version = new URL(location).searchParams.get("v");
const here = new URL("python/", import.meta.url).href;
const kept = { cache: `python-${version}`, key: `${here}snapshot` };

const tell = (message) => postMessage(message);

// What was loaded, in bytes, is told without a second look at the files.
let bytes = 0;
const observer = new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) bytes += entry.decodedBodySize;
  tell({ phase: "loading", bytes });
});

async function readSnapshot() {
  try {
    const found = await (await caches.open(kept.cache)).match(kept.key);
    return found && (await found.arrayBuffer());
  } catch {} // storage is forbidden: not needed
}

async function keepSnapshot(python) {
  try {
    const snapshot = python.makeMemorySnapshot();
    for (const name of await caches.keys()) {
      if (name.startsWith("python-") && name !== kept.cache) await caches.delete(name);
    }
    await (await caches.open(kept.cache)).put(kept.key, new Response(snapshot));
  } catch {} // storage is full or forbidden: the next visit takes longer
}

async function load(options) {
  const { loadPyodide } = await import(`${here}pyodide.mjs`);
  const files = fetch(`${here}timeline.zip?v=${version}`);
  const python = await loadPyodide({ indexURL: here, stdout() {}, stderr() {}, ...options });
  const answer = await files;
  if (!answer.ok) throw new Error(`timeline.zip: ${answer.status} ${answer.statusText}`);
  python.unpackArchive(await answer.arrayBuffer(), "zip");
  return python;
}

async function boot() {
  try {
    new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
  } catch {
    throw new Error("WebAssembly is forbidden here, by the browser or by the policy of the site.");
  }
  observer.observe({ type: "resource" });
  const snapshot = await readSnapshot();
  let python;
  if (snapshot) {
    try {
      python = await load({ _loadSnapshot: snapshot });
    } catch {
      await caches.delete(kept.cache);
    }
  }
  const isNew = !python;
  if (isNew) {
    python = await load({ _makeSnapshot: true });
    tell({ phase: "preparing" });
    python.runPython("import timeline.live");
  }
  observer.disconnect();
  tell({ phase: "ready" });
  // After the first run, for which somebody waits.
  if (isNew) setTimeout(() => keepSnapshot(python), 3000);
  return python;
}

const booted = boot();
booted.catch((error) => tell({ failed: `${error.message || error}` }));

onmessage = async ({ data }) => {
  const python = await booted;
  tell({ phase: "running" });
  try {
    const { run } = python.runPython("import timeline.live; timeline.live");
    const done = run(data.text, data.path, data.key, data.tail, (stream, text) => tell({ stream, text }));
    tell({ done: JSON.parse(done) });
  } catch (error) {
    tell({ failed: `${error.message || error}` });
  }
};
