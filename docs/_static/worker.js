// Runs Python in a thread of its own, so that the page stays usable.
//
// The page asks with {text, path, key, tail}; see run in timeline/live.py.
// It is told {phase, bytes}, {stream, text}, {done} and {failed}.

const parameters = new URL(location).searchParams;
const version = parameters.get("v");
const pyodide = new URL(`pyodide-${parameters.get("pyodide")}/`, import.meta.url).href;
const kept = { cache: `python-${version}`, key: `${pyodide}snapshot` };

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
    await (await caches.open(kept.cache)).put(kept.key, new Response(snapshot));
  } catch {} // storage is full or forbidden: the next visit takes longer
}

// Where its module is broken Pyodide warns on the console, and waits for ever.
const breaks = () =>
  new Promise((resolve, reject) => {
    const real = WebAssembly.instantiateStreaming;
    WebAssembly.instantiateStreaming = (...given) => {
      const made = real.apply(WebAssembly, given);
      made.catch(reject);
      return made;
    };
  });

async function load(options) {
  const { loadPyodide } = await import(`${pyodide}pyodide.mjs`);
  const files = fetch(new URL(`timeline.zip?v=${version}`, import.meta.url));
  const python = await loadPyodide({ indexURL: pyodide, stdout() {}, stderr() {}, ...options });
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
  const broken = breaks();
  const snapshot = await readSnapshot();
  let python;
  if (snapshot) {
    try {
      python = await Promise.race([load({ _loadSnapshot: snapshot }), broken]);
    } catch {} // broken, or the files are: the next attempt tells
  }
  const isNew = !python;
  if (isNew) {
    python = await Promise.race([load({ _makeSnapshot: true }), broken]);
    if (snapshot) await (await caches.open(kept.cache)).delete(kept.key);
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
    const done = run(python.toPy(data), (stream, text) => tell({ stream, text }), () => tell({ phase: "drawing" }));
    tell({ done: JSON.parse(done) });
  } catch (error) {
    tell({ failed: `${error.message || error}` });
  }
};
