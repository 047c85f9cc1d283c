// Record programs in the Python of the browser:
//
//   node tests/pyodide/run.mjs < requests.jsonl > answers.jsonl
//
// A request is {"file", "source"}, and "seed" for the module random. Its answer
// is {"file", "recording", "out", "err", "status"}, or {"file", "error"}. With
// "page" it is run as in the page: the answer is {"file"} with what
// timeline.live.run returns.

import { readdirSync, readFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { loadPyodide } from "pyodide";

const root = new URL("../../", import.meta.url);
const folders = { "docs/_ext/timeline": "/recorder/timeline", examples: "examples" };
const { PYTHONHASHSEED } = process.env;

const setUp = `
import json, random, sys, traceback
sys.path.insert(0, "/recorder")
from timeline import live
from timeline.program import record

def answer(line):
    request = {}
    try:
        request = json.loads(line)
        random.seed(request.get("seed"))
        if "page" in request:
            asked = {"text": request["source"], "path": request["file"]}
            asked |= {"key": "run", "tail": ""}
            done = live.run(asked, lambda *_: None, lambda: None)
            return json.dumps({"file": request["file"], **json.loads(done)})
        names = "recording", "out", "err", "status"
        done = record(request["source"], request["file"])
        return json.dumps({"file": request["file"], **dict(zip(names, done))})
    except BaseException:  # even SystemExit must not end the other requests
        error = traceback.format_exc()
        return json.dumps({"file": request.get("file"), "error": error})
`;

async function start() {
  // By default Pyodide reads its files from its own package, not the network.
  const python = await loadPyodide({
    env: PYTHONHASHSEED ? { PYTHONHASHSEED } : {},
    stdout: console.error, // standard output is for answers alone
  });
  // A copy, because a mounted folder could be written to by the programs.
  for (const [from, to] of Object.entries(folders)) {
    const source = new URL(`${from}/`, root);
    for (const name of readdirSync(source, { recursive: true }).filter((n) => n.endsWith(".py"))) {
      const target = `${to}/${name}`;
      python.FS.mkdirTree(target.slice(0, target.lastIndexOf("/")));
      python.FS.writeFile(target, readFileSync(new URL(name, source)));
    }
  }
  python.runPython(setUp);
  return python;
}

let python = await start();
for (const line of (await text(process.stdin)).split("\n").filter((l) => l.trim())) {
  try {
    python.globals.set("line", line);
    // Not runPythonAsync: a page may lack what that needs to run a loop inside.
    console.log(python.runPython("answer(line)"));
  } catch (error) {
    // Python itself broke, as on a stack overflow in C, and cannot go on.
    console.log(JSON.stringify({ file: JSON.parse(line).file, error: `${error.stack}` }));
    python = await start();
  }
}
