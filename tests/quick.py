"""Run the tests that concern what changed since a revision: ``make quick``.

A test has the name of what it is about: of an example, a page or a file of
claims. The tests of a module are those that import it, and of any other file
those that name it.
"""

import argparse
import ast
import re
import subprocess
import sys
from pathlib import Path

import recordings

# The folders from which tests and build import.
SOURCES = ("docs/_ext", "tests")
# What is tested of the site as a whole.
SITE = "test_html.py"
# The modules of claims that a page includes.
CLAIMS = re.compile(r"(?m)^ *\.\. claim:: (test_\w+\.py)::")


def main() -> int:
    """Say what changed, and run pytest; return its exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--since", default="HEAD", metavar="REVISION")
    known, options = parser.parse_known_args()
    paths = changed(known.since)
    if not paths:
        print(f"Nothing has changed since {known.since}.")
        return 0
    names = set()
    for path in paths:
        found = concerned(path)
        names |= found
        told = ", ".join(sorted(found)) or "no test; make test runs them all"
        print(f"{path}: {told}", flush=True)
    if not names:
        return 0
    expression = " or ".join(sorted(names))
    command = [sys.executable, "-m", "pytest", "-k", expression, *options]
    return subprocess.run(command, cwd=recordings.ROOT, check=False).returncode


def changed(since: str) -> list[Path]:
    """Return the files that differ from a revision or are new, from the root.

    Raises SystemExit, with what Git says, where there is no such revision.
    """
    names = set()
    for command in (
        ["diff", "--name-only", "-z", "--no-renames", since, "--"],
        ["ls-files", "--others", "--exclude-standard", "-z"],
    ):
        done = subprocess.run(
            ["git", *command],
            cwd=recordings.ROOT,
            capture_output=True,
            check=False,
            text=True,
        )
        if done.returncode:
            sys.exit(done.stderr.rstrip())
        names.update(filter(None, done.stdout.split("\0")))
    return sorted(map(Path, names))


def concerned(path: Path) -> set[str]:
    """Return what the names of the tests have that concern a file, each as an
    expression of ``pytest -k``.
    """
    if path.is_relative_to("examples"):
        return _of_example(path)
    if path.is_relative_to("docs"):
        return {SITE} | _of_documentation(path)
    if path.is_relative_to("tests"):
        return _of_test(path)
    return _naming(path)


def _of_documentation(path: Path) -> set[str]:
    if path.suffix == ".rst":
        return {_page(path)}
    if path.suffix == ".py":
        return _users(path) | {"tests/site/"}
    return {"tests/browser/"}


def _of_test(path: Path) -> set[str]:
    if path.is_relative_to("tests/programs"):
        name = path.relative_to("tests/programs").as_posix()
        return {f"(test_programs.py and {name})"}
    if path.name.startswith("test_"):
        return {path.name}
    if path.name == "conftest.py":
        return {f"{path.parent.as_posix()}/"}
    return _users(path) if path.suffix == ".py" else _naming(path)


def _of_example(path: Path) -> set[str]:
    """Return what is about an example, what imports it, and their pages."""
    stem = path.name.partition(".")[0]
    found, pages = set(), set()
    for example in (recordings.ROOT / path).parent.glob("*.py"):
        if stem in {example.stem, *_imports(example)}:
            found.add(recordings.Example(example).name)
    for page in sorted((recordings.ROOT / "docs").rglob("*.rst")):
        text = page.read_text("utf-8")
        if any(name in text for name in found):
            pages.add(_page(page.relative_to(recordings.ROOT)))
            pages.update(CLAIMS.findall(text))
    return found | pages | {SITE}


def _page(path: Path) -> str:
    return path.relative_to("docs").with_suffix(".html").as_posix()


def _users(path: Path) -> set[str]:
    """Return the modules of tests that import a file, or what imports it."""
    imports = {
        each: _imports(each)
        for folder in SOURCES
        for each in (recordings.ROOT / folder).rglob("*.py")
        if "programs" not in each.parts
    }
    wanted = {path.stem}
    while True:
        users = {
            each.stem for each, names in imports.items() if names & wanted
        }
        if users <= wanted:
            break
        wanted |= users
    return {f"{name}.py" for name in wanted if name.startswith("test_")}


def _imports(path: Path) -> set[str]:
    """Return the last parts of the names of what a file imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import | ast.ImportFrom):
            found |= {alias.name.rpartition(".")[2] for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.rpartition(".")[2])
    return found


def _naming(path: Path) -> set[str]:
    """Return the modules of tests that name a file."""
    name = path.name if path.suffix else path.as_posix()
    return {
        test.name
        for test in (recordings.ROOT / "tests").rglob("test_*.py")
        if name in test.read_text("utf-8")
    }


if __name__ == "__main__":
    sys.exit(main())
