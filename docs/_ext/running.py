"""Let the examples run in the page, in the Python of the browser: Pyodide.

It comes from ``node_modules``, where it is. Without it the site is complete,
and says how to get it.
"""

import ast
import json
import re
import shutil
import zipfile
from hashlib import sha256
from pathlib import Path

from docutils import nodes
from packaging.specifiers import SpecifierSet
from sphinx.application import Sphinx

from recordings import EXAMPLES, ROOT, Example, load_events

PYODIDE = ROOT / "node_modules" / "pyodide"
# What a browser loads; the list of packages is written anew, without them.
FILES = (
    "pyodide.mjs",
    "pyodide.asm.mjs",
    "pyodide.asm.wasm",
    "python_stdlib.zip",
)
LOCK = "pyodide-lock.json"
TIMELINE = Path(__file__).parent / "timeline"

# What an example without recorded events uses, by what it imports.
USES = {
    "threading": "It starts threads of its own",
    "subprocess": "It starts another program",
    "multiprocessing": "It starts other processes",
    "socket": "It opens sockets",
    "selectors": "It opens sockets",
    "ssl": "It opens sockets",
    "asyncio": "It waits for something real",
}


def version() -> str:
    """Return the version of the Python of the browser, such as 3.14.

    The first part of Pyodide's own version says it.
    """
    package = json.loads((ROOT / "package.json").read_text("utf-8"))
    found = re.match(r"(3)(\d+)\.", package["devDependencies"]["pyodide"])
    return ".".join(found.groups())


def hindrance(example: Example) -> str:
    """Say why the example cannot run in a browser; empty if it can.

    Raises RecordingError where the example or its recording cannot be read.
    """
    wanted = example.requires_python
    if wanted and not SpecifierSet(wanted).contains(f"{version()}.0"):
        return f"It needs Python {wanted}, and the browser has {version()}."
    packages = example.metadata.get("dependencies")
    if packages:
        return f"It needs packages: {', '.join(packages)}."
    if example.local:
        return example.local
    if example.beside(".json").exists():
        return " ".join(load_events(example.beside(".json"))["notes"])
    imported = _imported(example)
    for module, use in USES.items():
        if module in imported:
            return f"{use}, which a browser does not have."
    return ""


def _imported(example: Example) -> set[str]:
    """Return what the example imports, and what those beside it do."""
    found = set()
    for node in ast.walk(ast.parse(example.path.read_bytes())):
        if isinstance(node, ast.Import):
            found.update(each.name.partition(".")[0] for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    beside = (Example(example.path.with_name(f"{name}.py")) for name in found)
    return found.union(
        *(_imported(each) for each in beside if each.path.is_file())
    )


def copy(app: Sphinx, exception: Exception | None) -> None:
    """Copy Pyodide, and pack the recorder and the renderer."""
    if exception or app.builder.format != "html":
        return
    static = Path(app.outdir, "_static")
    about = {"version": "", "pyodide": "", "bytes": 0}
    if all((PYODIDE / name).is_file() for name in (*FILES, LOCK)):
        package = json.loads((PYODIDE / "package.json").read_text("utf-8"))
        target = static / f"pyodide-{package['version']}"
        target.mkdir(exist_ok=True)
        for name in FILES:
            _copy_changed(PYODIDE / name, target / name)
        lock = json.loads((PYODIDE / LOCK).read_text("utf-8"))
        lock["packages"] = {}
        (target / LOCK).write_text(json.dumps(lock), "utf-8")
        _pack(static / "timeline.zip")
        files = [static / "timeline.zip", *sorted(target.iterdir())]
        about["version"] = _digest([static / "worker.js", *files])
        about["pyodide"] = package["version"]
        about["bytes"] = sum(each.stat().st_size for each in files)
    # The script asks for it, so that no page changes with the version.
    (static / "python.json").write_text(json.dumps(about), "utf-8")


def _copy_changed(source: Path, target: Path) -> None:
    now = source.stat()
    if target.exists():
        before = target.stat()
        if (before.st_size, before.st_mtime) == (now.st_size, now.st_mtime):
            return
    shutil.copy2(source, target)


def _pack(target: Path) -> None:
    """Write a zip that is the same for the same files."""
    with zipfile.ZipFile(target, "w") as archive:
        # An example may import the one beside it.
        for folder in TIMELINE, EXAMPLES:
            for path in sorted(folder.rglob("*.py")):
                name = path.relative_to(folder.parent).as_posix()
                archive.writestr(
                    zipfile.ZipInfo(name),
                    path.read_bytes(),
                    zipfile.ZIP_DEFLATED,
                )


def _digest(paths: list[Path]) -> str:
    """Return a short text that changes with the files."""
    digest = sha256()
    for path in paths:
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def add_script(app: Sphinx, page, template, context, doctree) -> None:
    """Let each page with an example load the script."""
    if doctree and any(
        "example" in node["classes"]
        for node in doctree.findall(nodes.container)
    ):
        app.add_js_file("run.js", loading_method="defer")


def setup(app: Sphinx) -> dict:
    """Load the script where it is of use, and copy at the end."""
    app.connect("html-page-context", add_script)
    app.connect("build-finished", copy)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
