"""Programs print in the page what they print elsewhere, or nothing.

Those in ``tests/programs`` are odd on purpose, as what readers type may be.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import run_example
import test_pyodide
from recordings import NEVER, ROOT, Example

PROGRAMS = sorted((ROOT / "tests/programs").glob("*.py"))
node = test_pyodide.node
TRIES = 5
# How the sentence begins.
REFUSED = "The output of this program is not shown: "
# Where they lie, and how the objects and lines of Python are numbered.
ELSEWHERE = [
    (re.compile(r"\b0x[0-9a-f]{6,16}\b"), "0x..."),
    (re.compile(r'(File ")?[^" ]*/(asyncio/\w+\.py)(:|", line )\d+'), r"\2"),
    (re.compile(re.escape(f"{ROOT}/")), ""),
]
# What may differ in the page, and why.
DIFFERS = {
    "frames_walked.py": "the stack is that of the page below the program",
    "many_lines.py": "the page shows so many bytes, and says so",
    "names_and_arguments.py": "it lies elsewhere, and gets no arguments",
    "polls.py": "the page ends it after some seconds, and says so",
    "ties.py": "timers for one instant fire as they were set",
    "tracebacks.py": "time.sleep of the browser is written in Python",
    "unicode_output.py": "the page shows text alone",
}
# What prints what each version of Python words in its own way; it is compared
# on that of the browser.
WORDED = {
    "exception_handler.py",
    "reprs.py",
    "streams_error.py",
    "streams_half_close.py",
    "streams_nobody.py",
    "streams_server.py",
    "task_names.py",
    "unittests.py",
}


@pytest.fixture(scope="module")
def answers(node: str) -> dict[str, dict]:
    """Run all programs as in the page, in one process; return the answers."""
    requests = [
        {"file": _name(path), "source": path.read_text("utf-8"), "page": True}
        for path in PROGRAMS
    ]
    return test_pyodide.ask(node, requests)


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _stable(out: str) -> str:
    for pattern, put in ELSEWHERE:
        out = pattern.sub(put, out)
    return out


def _plain(path: Path) -> tuple[str, int]:
    done = subprocess.run(
        [sys.executable, _name(path)],
        cwd=ROOT,
        env=run_example.environment()
        | {"PYTHONPATH": os.fspath(ROOT / "docs/_ext")},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=30,
        check=False,
    )
    return _stable(done.stdout.decode("utf-8", "replace")), done.returncode


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.name)
def test_program_prints_the_same_in_the_page_or_nothing(
    path: Path, answers: dict[str, dict]
) -> None:
    """Compare output and exit status, or find the sentence."""
    lacking = run_example.missing(Example(path))
    version = test_pyodide.python()
    here = "{}.{}.".format(*sys.version_info)
    if path.name in WORDED and not version.startswith(here):
        lacking = f"is compared on Python {version}"
    if lacking:
        pytest.skip(f"{path.name} {lacking}")
    answer = answers[_name(path)]
    assert "error" not in answer, answer["error"]
    if "unsimulated" in answer:
        assert answer.keys() == {"file", "unsimulated"}
        assert answer["unsimulated"].startswith(REFUSED)
        return
    status = answer["status"].removeprefix("exit status ")
    status = NEVER if status == "never ends" else int(status or 0)
    shown = _stable(answer["out"]), status
    # Only the plain run takes time, and it may be late on a busy machine.
    is_same = any(_plain(path) == shown for _ in range(TRIES))
    if path.name in DIFFERS:
        assert not is_same, f"no longer true: {DIFFERS[path.name]}"
    elif not is_same:
        assert shown == _plain(path)


# What is not simulated; of all others the output is shown.
UNSIMULATED = {
    "busy_before_loop.py": "takes [0-9.]+ s for something else than a wait",
    "busy_beside_timer.py": "takes [0-9.]+ s for something else than a wait",
    "thread_calls_sleeper.py": "line 10 sleeps in a function that a thread's",
    "thread_feeds_queue.py": "line 17 starts a thread of its own",
    "thread_held_up.py": "line 16 waits for the threads of an executor",
    "thread_names.py": "line 6 keeps values for each thread",
    "kills_itself.py": "line 11 sends a signal",
    "socket_pair.py": "uses a real socket",
    "subprocesses.py": "line 8 starts another program",
}


@pytest.mark.parametrize(("name", "what"), UNSIMULATED.items())
def test_sentence_says_what_is_not_simulated(
    name: str, what: str, answers: dict[str, dict]
) -> None:
    """It names the line, where there is one."""
    answer = answers[f"tests/programs/{name}"]
    assert re.search(what, answer.get("unsimulated", "it was shown"))


@pytest.mark.parametrize(
    "name", ["thread_cut_off.py", "thread_cleans_up.py", "thread_pool_full.py"]
)
def test_threads_of_executors_are_simulated(
    name: str, answers: dict[str, dict]
) -> None:
    """They stop where they sleep, wait for workers and are waited for."""
    assert "unsimulated" not in answers[f"tests/programs/{name}"]
