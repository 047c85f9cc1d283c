"""Programs do the same, whether they are recorded or not.

Those in ``tests/programs`` show nothing on a page. They are odd on purpose.
"""

import difflib
import json
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet

import run_example
from recordings import ROOT, Example
from timeline import page

PROGRAMS = [
    *sorted((ROOT / "tests/programs").glob("*.py")),
    *sorted((ROOT / "tests/programs").glob("*/main.py")),
]
ADDRESS = re.compile(r"\b0x[0-9a-f]{6,16}\b")
HERE = "{}.{}.{}".format(*sys.version_info)
# No program takes more than a few seconds, even on a busy machine.
TIME_LIMIT = 30
TRIES = 5

# What cannot be the same: on which versions of Python, and why.
DIFFERS = {
    "ties.py": (
        ">=3.11",
        "timers for one instant fire as they were set, in asyncio as a heap has them",
    ),
    "never_awaited.py": (
        "<3.12",
        "what a task's function leaves goes later, so that a warning names another line",
    ),
}


@dataclass
class Result:
    """What a program printed, and how it ended."""

    out: str
    err: str
    status: int


def _name(path: Path) -> str:
    return path.relative_to(ROOT / "tests/programs").as_posix()


def _run(path: Path, *options: str) -> Result:
    """Run a program, plainly or with these options, in a folder of its own."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen(
            [sys.executable, *options, path.relative_to(ROOT), "one", "two"],
            cwd=ROOT,
            env=run_example.environment()
            | {"PYTHONPATH": os.fspath(ROOT / "docs/_ext")},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            start_new_session=True,
        )
        try:
            status = process.wait(TIME_LIMIT)
        finally:
            run_example.kill_group(process.pid)
            process.wait()
        out.seek(0)
        err.seek(0)
        texts = (each.read().decode() for each in (out, err))
        return Result(*(ADDRESS.sub("0x...", text) for text in texts), status)


@pytest.mark.parametrize("path", PROGRAMS, ids=_name)
def test_program_does_the_same_when_recorded(
    path: Path, tmp_path: Path
) -> None:
    """Output, standard error and exit status are those of a plain run."""
    lacking = run_example.missing(Example(path))
    if lacking:
        pytest.skip(f"{_name(path)} {lacking}")
    recording = tmp_path / "recording.json"
    recorded = _run(path, "-m", "timeline", "--json", os.fspath(recording))
    # Only the plain run takes time, and it may be late on a busy machine.
    for _ in range(TRIES):
        plain = _run(path)
        if recorded == plain:
            break
    versions, why = DIFFERS.get(_name(path), ("<3", ""))
    if SpecifierSet(versions).contains(HERE):
        assert recorded != plain, f"no longer true: {why}"
        return
    differences = [
        *difflib.unified_diff(plain.out.split("\n"), recorded.out.split("\n")),
        *difflib.unified_diff(plain.err.split("\n"), recorded.err.split("\n")),
    ]
    if recorded != plain:
        status = f"exit status {plain.status} and {recorded.status}"
        pytest.fail("\n".join([status, *differences]), pytrace=False)
    recorded_events = json.loads(recording.read_text("utf-8"))
    ended = recorded_events["exit"]
    # The loop of a process that becomes another one ends with status 0, too.
    hows = {"raised", "exit"} if plain.status else {"ok", "exit"}
    assert ended["how"] in hows
    # Whatever it did can be drawn and told.
    assert "<h1>Timeline of " in page.page(recorded_events, "")
