"""Every recorded example does the same in the Python of the browser."""

import json
import os
import shutil
import subprocess

import pytest
from packaging.specifiers import SpecifierSet

import recordings
import run_example
from recordings import NEVER, ROOT, Example, Recording
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
    found = os.environ.get("NODE", shutil.which("node"))
    if found and PYODIDE.exists():
        return found
    lacking = (
        "Pyodide was not found: install Node 18 or newer, with npm, "
        "and make test fetches it"
    )
    if os.environ.get("CI"):
        pytest.fail(lacking, pytrace=False)
    pytest.skip(lacking)


@pytest.fixture(scope="module")
def answers(node: str, tested: set[Example]) -> dict[str, dict]:
    """Record the examples, in one process, and return the answers by file."""
    requests = [
        {"file": each.shown_path, "source": each.path.read_text("utf-8")}
        for each in RECORDED
        if each in tested and not _lacking(each)
    ]
    return ask(node, [BROKEN, *requests])


def ask(node: str, requests: list[dict]) -> dict[str, dict]:
    """Return the answers of Pyodide, by file."""
    done = subprocess.run(
        [node, "tests/pyodide/run.mjs"],
        cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": "0"},
        input="".join(f"{json.dumps(each)}\n" for each in requests),
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
    """Compare events, output and exit status with the files beside it."""
    lacking = _lacking(example)
    if lacking:
        pytest.skip(f"{example.name} {lacking}")
    answer = answers[example.shown_path]
    if "error" in answer:
        pytest.fail(f"{example.shown_path}:\n{answer['error']}", pytrace=False)
    recorded = example.recording()
    ended = answer["recording"]["exit"]["how"]
    did = Recording(
        run_example.stable(answer["out"]),
        # All programs share one interpreter, which tells of itself there.
        recorded.err,
        # A run that would last for ever was ended.
        NEVER if ended == "deadlock" else answer["status"],
    )
    differences = [
        run_example.difference(example, recorded, did),
        run_example.events_difference(
            example,
            schema.canonical(answer["recording"]),
            python().rpartition(".")[0],
        ),
    ]
    if example.local:
        assert any(differences), (
            f"{example.shown_path} does the same in Pyodide; delete the file "
            "that ends in .local beside it"
        )
    elif any(differences):
        pytest.fail(
            f"{example.shown_path} does something else in Pyodide:\n\n"
            + "\n".join(filter(None, differences)),
            pytrace=False,
        )


def test_failure_does_not_end_the_others(
    answers: dict[str, dict], tested: set[Example]
) -> None:
    """The broken request comes first, and each of them has an answer."""
    assert "KeyError: 'source'" in answers[BROKEN["file"]]["error"]
    wanted = {each.shown_path for each in tested if not _lacking(each)}
    assert answers.keys() == wanted | {BROKEN["file"]}


def _lacking(example: Example) -> str:
    """Say what the example needs that Pyodide lacks, if anything."""
    wanted = SpecifierSet(example.requires_python)
    if not wanted.contains(python(), prereleases=True):
        return f"needs Python {wanted}, Pyodide has {python()}"
    if example.metadata.get("dependencies"):
        return "needs packages, and Pyodide has the standard library alone"
    return ""


def python() -> str:
    """Return the version of Pyodide's Python, such as 3.14.2."""
    lock = json.loads((PYODIDE / "pyodide-lock.json").read_text("utf-8"))
    return lock["info"]["python"]


def test_connection_to_elsewhere_is_refused(node: str) -> None:
    """A browser has no sockets, and says so instead of waiting for ever."""
    source = (
        "import asyncio\n"
        "asyncio.run(asyncio.open_connection('example.com', 80))\n"
    )
    answers = ask(node, [{"file": "away.py", "source": source}])
    ended = answers["away.py"]["recording"]["exit"]
    assert ended["how"] == "raised"
    assert "line 2 connects to example.com, which is" in ended["message"]
