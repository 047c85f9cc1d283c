"""A fault of the recorder ends the recording, and never the program."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import run_example
from recordings import ROOT
from timeline import faults

# It has all that calls a hook, but for what only Python 3.12 brought and for
# a deadlock, which has no end.
PROGRAM = """
import asyncio
import contextlib
import socket
import threading
import time


async def child(n):
    print("child", n)
    await asyncio.sleep(0.01 * n)
    return n


async def never():
    await asyncio.Event().wait()


def work():
    time.sleep(0.01)
    return "worked"


async def main():
    loop = asyncio.get_running_loop()
    print(await asyncio.gather(child(1), child(2)))
    task = asyncio.create_task(never())
    task.set_name("never")
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(0.01):
            await task
    print(task.cancelled(), task.get_name(), len({task}))
    print(await asyncio.to_thread(work))
    time.sleep(0.01)
    loop.call_later(0.01, print, "called").cancel()
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    threading.Timer(0.01, theirs.send, [b"hello"]).start()
    print(await loop.sock_recv(ours, 5))
    ours.close()
    theirs.close()
    raise SystemExit(3)


asyncio.run(main())
"""
RARELY = {
    "polls",
    "deadlock",
    "destroyed",
    "returning",
    "begin_eagerly",
    "thread_began",
}
BREAK = """
import json, sys
from timeline import clock, program, recorder

def put(owner, name):
    # As if it were the recorder's own.
    space = {{}}
    code = "def broken(*args, **kwargs):\\n    raise LookupError('injected')\\n"
    exec(compile(code, recorder.__file__, "exec"), space)
    setattr(owner, name, space["broken"])

put({owner}, {name!r})
recording, out, err, status = program.record(
    sys.stdin.read(), "program.py", debug={debug}
)
print(json.dumps([recording, out, err, status]))
"""


def _python(code: str, text: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-c", code],
        env=run_example.environment()
        | {"PYTHONPATH": os.fspath(ROOT / "docs/_ext")},
        input=text,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def _record(owner: str, name: str, *, debug: bool = False) -> list:
    """Record the program with a fault; return all that is known of it."""
    code = BREAK.format(owner=owner, name=name, debug=debug)
    done = _python(code, PROGRAM)
    assert done.returncode == 0, done.stderr
    return [*json.loads(done.stdout), done.stderr]


@pytest.fixture(scope="module")
def plain() -> subprocess.CompletedProcess:
    """Run the program without a recorder."""
    return _python(PROGRAM, "")


PLACES = [
    *(("recorder.Recorder", name) for name in sorted(faults.HOOKS)),
    ("recorder.Recorder", "time"),
    ("recorder.Recorder", "emit"),
    ("clock.Clock", "select"),
    ("clock.Clock", "_outside"),
]


@pytest.mark.parametrize(("owner", "name"), PLACES)
def test_fault_ends_the_recording_alone(
    plain: subprocess.CompletedProcess, owner: str, name: str
) -> None:
    """Output and status are the program's own, and a note names the fault."""
    recording, out, err, status, complained = _record(owner, name)
    assert (out, err, status) == (plain.stdout, plain.stderr, 3)
    assert complained == ""
    assert recording["exit"] == {"how": "exit", "code": 3}
    said = [note for note in recording["notes"] if "injected" in note]
    if name in RARELY and not said:
        return
    assert len(said) == 1
    assert said[0].startswith("The recorder failed")
    assert "LookupError: injected (recorder.py, line 2)" in said[0]
    if name != "time":  # without it no event can be told
        assert recording["events"][-1]["message"] == faults.ENDS


def test_fault_is_told_where_one_looks_for_it() -> None:
    """In debug mode its traceback has the recorder's own frames."""
    *_, err, _, _ = _record("recorder.Recorder", "created", debug=True)
    assert "LookupError: injected" in err
    assert "timeline/faults.py" in err


def test_error_of_the_program_is_no_fault(tmp_path: Path) -> None:
    """A signal may call the program in the midst of the recorder."""
    (tmp_path / "program.py").write_text(
        "import asyncio, signal\n"
        "def late(*_):\n    raise LookupError('mine')\n"
        "signal.signal(signal.SIGALRM, late)\n"
        "async def main():\n"
        "    signal.setitimer(signal.ITIMER_REAL, 0.05)\n"
        "    await asyncio.Event().wait()\n"
        "asyncio.run(main())\n",
        "utf-8",
    )
    done = subprocess.run(
        [
            *(sys.executable, "-m", "timeline", "--json", "out.json"),
            "program.py",
        ],
        cwd=tmp_path,
        env=run_example.environment()
        | {"PYTHONPATH": os.fspath(ROOT / "docs/_ext")},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    recording = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert done.returncode == 1
    assert recording["exit"]["exc"] == "LookupError"
    assert not [each for each in recording["notes"] if "failed" in each]


@pytest.mark.parametrize("way", ["option", "variable"])
def test_switch_keeps_the_frames_of_the_recorder(
    tmp_path: Path, way: str
) -> None:
    """Without it a traceback shows the program and Python alone."""
    text = (
        "import asyncio, traceback\n"
        "class Name:\n"
        "    def __str__(self):\n"
        "        traceback.print_stack()\n"
        "        return 'name'\n"
        "async def main():\n"
        "    await asyncio.Task(asyncio.sleep(0), name=Name())\n"
        "asyncio.run(main())\n"
    )
    (tmp_path / "program.py").write_text(text, "utf-8")
    variables = {"TIMELINE_DEBUG": "1"} if way == "variable" else {}
    option = ["--debug"] if way == "option" else []

    def complain(option: list[str], variables: dict[str, str]) -> str:
        return subprocess.run(
            [sys.executable, "-m", "timeline", *option, "program.py"],
            cwd=tmp_path,
            env=run_example.environment()
            | {"PYTHONPATH": os.fspath(ROOT / "docs/_ext")}
            | variables,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=True,
        ).stderr

    assert "timeline/hooks.py" not in complain([], {})
    assert "timeline/hooks.py" in complain(option, variables)
