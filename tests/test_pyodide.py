"""Every recorded example does the same in the Python of the browser."""

import difflib
import json
import os
import shutil
import subprocess

import pytest
from packaging.specifiers import SpecifierSet

import recordings
from recordings import ROOT, Example
from timeline import schema

PYODIDE = ROOT / "node_modules" / "pyodide"
RECORDED = [
    example
    for example in recordings.all_examples()
    if example.beside(".json").exists()
]
# It has no source, so that nothing can run it.
BROKEN = {"file": "broken"}


@pytest.fixture(scope="module")
def node() -> str:
    """Return the path of Node. Without it or Pyodide, skip; but fail in CI."""
    found = shutil.which("node")
    if found and PYODIDE.exists():
        return found
    lacking = "needs Node and Pyodide: npm ci"
    if os.environ.get("CI"):
        pytest.fail(lacking, pytrace=False)
    pytest.skip(lacking)


@pytest.fixture(scope="module")
def answers(node: str) -> dict[str, dict]:
    """Record all examples, in one process, and return the answers by file."""
    requests = [
        {"file": each.shown_path, "source": each.path.read_text("utf-8")}
        for each in RECORDED
        if not _lacking(each)
    ]
    done = subprocess.run(
        [node, "tests/pyodide/run.mjs"],
        cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": "0"},
        input="".join(f"{json.dumps(each)}\n" for each in [BROKEN, *requests]),
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    found = map(json.loads, done.stdout.rstrip("\n").split("\n"))
    return {answer["file"]: answer for answer in found}


@pytest.mark.parametrize("example", RECORDED, ids=lambda example: example.name)
def test_example_does_the_same_in_pyodide(
    example: Example, answers: dict[str, dict]
) -> None:
    """Compare the recording and the output with the files beside it."""
    lacking = _lacking(example)
    if lacking:
        pytest.skip(f"{example.name} {lacking}")
    answer = answers[example.shown_path]
    if "error" in answer:
        pytest.fail(f"{example.shown_path}:\n{answer['error']}", pytrace=False)
    differences = _difference(example, ".out", answer["out"]) + _difference(
        example, ".json", schema.dumps(schema.canonical(answer["recording"]))
    )
    if differences:
        pytest.fail("\n".join(differences), pytrace=False)


def test_failure_does_not_end_the_others(answers: dict[str, dict]) -> None:
    """The broken request comes first, and each of them has an answer."""
    assert "KeyError: 'source'" in answers[BROKEN["file"]]["error"]
    wanted = {each.shown_path for each in RECORDED if not _lacking(each)}
    assert answers.keys() == wanted | {BROKEN["file"]}


def _lacking(example: Example) -> str:
    """Say what the example needs that Pyodide lacks, if anything."""
    lock = json.loads((PYODIDE / "pyodide-lock.json").read_text("utf-8"))
    here = lock["info"]["python"]
    wanted = SpecifierSet(example.requires_python)
    if not wanted.contains(here, prereleases=True):
        return f"needs Python {wanted}, Pyodide has {here}"
    if example.metadata.get("dependencies"):
        return "needs packages, and Pyodide has the standard library alone"
    return ""


def _difference(example: Example, suffix: str, got: str) -> list[str]:
    """Show, as a unified diff, how a text differs from the file beside it."""
    name = f"{example.shown_path.removesuffix('.py')}{suffix}"
    return list(
        difflib.unified_diff(
            example.beside(suffix).read_text("utf-8").split("\n"),
            got.split("\n"),
            f"{name} (recorded)",
            f"{name} (Pyodide)",
            lineterm="",
        )
    )
