"""Examples that hang, fail or changed: nothing is lost, and you are told."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

import recordings
import run_example
from recordings import Example

HANGS = '''\
"""Hangs, and so does its child."""

import subprocess
import sys
import time

child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
print("child", child.pid)
time.sleep(60)
'''

LOOP = '''\
"""Make it."""

import asyncio


async def toast(slices):
    for _ in range(slices):
        await asyncio.sleep(0.1 / slices)


asyncio.run(toast({slices}))
print("toast")
'''


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Make a project with two examples that were recorded."""
    for name in (
        "docs/_ext/recordings.py",
        "tests/prepared.py",
        "tests/run_example.py",
        "tests/test_examples.py",
        "tests/update.py",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(recordings.ROOT / name, tmp_path / name)
    shutil.copytree(
        recordings.ROOT / "docs/_ext/timeline",
        tmp_path / "docs/_ext/timeline",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    (tmp_path / "examples").mkdir()
    for name in "coffee", "toast":
        _write(tmp_path, name, f'"""Make it."""\n\nprint("{name}")\n')
        (tmp_path / f"examples/{name}.out").write_text(f"{name}\n", "utf-8")
    return tmp_path


def _write(project: Path, name: str, text: str) -> None:
    (project / f"examples/{name}.py").write_text(text, "utf-8")


def _python(project: Path, *arguments: str) -> tuple[int, str]:
    """Run Python in the project; return its status and all it printed."""
    result = subprocess.run(
        [sys.executable, *arguments],
        cwd=project,
        env=os.environ | {"PYTHONPATH": f"docs/_ext{os.pathsep}tests"},
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return result.returncode, result.stdout


def _recorded(project: Path) -> dict[str, tuple[str, int]]:
    """Return text and time of change of each file that is no example."""
    return {
        path.name: (path.read_text("utf-8"), path.stat().st_mtime_ns)
        for path in (project / "examples").iterdir()
        if path.suffix != ".py"
    }


def test_hanging_example_is_ended(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At its limit it ends with its children; its output is shown."""
    _write(project, "hangs", HANGS)
    monkeypatch.setattr(recordings, "ROOT", project)
    monkeypatch.setattr(recordings, "EXAMPLES", project / "examples")
    with pytest.raises(run_example.TimeLimitError) as error:
        run_example.run(Example(project / "examples/hangs.py"), limit=6)
    message = str(error.value)
    assert "examples/hangs.py was ended after 6 seconds" in message
    child = int(message.rsplit("child ", 1)[1])
    for _ in range(100):
        if not _is_running(child):
            break
        time.sleep(0.05)
    assert not _is_running(child)


def _is_running(pid: int) -> bool:
    """Say whether the process exists and is no zombie."""
    try:
        os.kill(pid, 0)
        # Where nobody reaps orphans, Linux tells a zombie from the living.
        status = Path(f"/proc/{pid}/stat").read_text("utf-8")
    except ProcessLookupError:
        return False
    except FileNotFoundError:
        return not Path("/proc/self").exists()
    return status.rpartition(")")[2].split()[0] != "Z"


def test_changed_output_is_shown(project: Path) -> None:
    """The test shows a difference and names the command."""
    _write(project, "toast", '"""Make it."""\n\nprint("burnt toast")\n')
    status, output = _python(project, "-m", "pytest", "tests")
    assert status == pytest.ExitCode.TESTS_FAILED
    assert "-toast" in output
    assert "+burnt toast" in output
    assert "make update" in output
    # Both when it is run plainly and when its loop is recorded.
    assert "2 failed" in output


def test_changed_events_are_shown(project: Path) -> None:
    """A stale recording of the loop fails, and the difference is shown."""
    _write(project, "toast", LOOP.format(slices=1))
    status, output = _python(project, "tests/update.py")
    assert status == 0, output
    assert "examples/toast.json: recorded" in output
    status, output = _python(project, "-m", "pytest", "tests")
    assert status == 0, output
    _write(project, "toast", LOOP.format(slices=2))
    status, output = _python(project, "-m", "pytest", "tests")
    assert status == pytest.ExitCode.TESTS_FAILED
    assert "no longer does what toast.json says" in output
    assert '+  {"t": 100000, "e": "fire", "timer": 2}' in output
    assert "make update" in output
    assert "1 failed" in output


def test_update_leaves_what_cannot_be_recorded(project: Path) -> None:
    """What does something else when it is recorded is shown, not recorded."""
    _write(project, "toast", LOOP.format(slices=1))
    _python(project, "tests/update.py")
    before = _recorded(project)
    assert "toast.json" in before
    spies = "import asyncio\n\nprint(asyncio.Task.__base__)\n"
    _write(project, "toast", f'"""Look."""\n\n{spies}')
    status, output = _python(project, "tests/update.py")
    assert status == 1
    assert "does something else when it is recorded" in output
    assert "-<class '_asyncio.Future'>" in output
    assert _recorded(project) == before


def test_update_records_what_changed_and_nothing_else(project: Path) -> None:
    """It shows the difference, and leaves other recordings alone."""
    before = _recorded(project)
    _write(project, "toast", '"""Make it."""\n\nprint("rye toast")\n')
    status, output = _python(project, "tests/update.py")
    after = _recorded(project)
    assert status == 0
    assert "+rye toast" in output
    assert "1 of 2 recordings changed" in output
    assert after["toast.out"][0] == "rye toast\n"
    assert after["coffee.out"] == before["coffee.out"]
    assert after.keys() == before.keys()


def test_update_is_all_or_nothing(project: Path) -> None:
    """One unexpected failure, and no recording is touched."""
    before = _recorded(project)
    _write(project, "coffee", '"""Make it."""\n\nprint("tea")\n')
    _write(project, "toast", '"""Make it."""\n\nraise ValueError("burnt")\n')
    status, output = _python(project, "tests/update.py")
    assert status == 1
    assert "examples/toast.py ended with status 1, not 0" in output
    assert "ValueError: burnt" in output
    assert "write 1 into examples/toast.exit" in output
    assert _recorded(project) == before


def test_update_records_an_expected_failure(project: Path) -> None:
    """With its status declared, a failing example is recorded."""
    _write(project, "toast", '"""Make it."""\n\nraise ValueError("burnt")\n')
    (project / "examples/toast.exit").write_text("1\n", "utf-8")
    status, output = _python(project, "tests/update.py", "examples/toast.py")
    assert status == 0, output
    assert _recorded(project)["toast.err"][0] == (
        "Traceback (most recent call last):\n"
        '  File "examples/toast.py", line 3, in <module>\n'
        '    raise ValueError("burnt")\n'
        "ValueError: burnt\n"
    )
    status, output = _python(project, "-m", "pytest", "tests")
    assert status == 0, output


def test_update_refuses_what_is_no_example(project: Path) -> None:
    """A mistyped name is named, and nothing is run."""
    before = _recorded(project)
    status, output = _python(project, "tests/update.py", "examples/tost.py")
    assert status != 0
    assert "tost.py is not an example" in output
    assert _recorded(project) == before


def test_example_for_another_python_is_left_alone(project: Path) -> None:
    """Its recording stays, its test is skipped, and both say why."""
    block = '# /// script\n# requires-python = ">=3.99"\n# ///\n'
    _write(project, "toast", f'{block}"""Make it."""\n\nprint("new")\n')
    before = _recorded(project)
    status, output = _python(project, "tests/update.py")
    assert status == 0
    assert "left as it is: examples/toast.py needs Python >=3.99" in output
    assert _recorded(project) == before
    _, output = _python(project, "-m", "pytest", "-rs", "tests")
    assert "toast.py needs Python >=3.99, this is" in output


def test_recording_without_an_example_is_found(project: Path) -> None:
    """What a deleted example left behind is named."""
    (project / "examples/toast.py").unlink()
    status, output = _python(project, "-m", "pytest", "tests")
    assert status == pytest.ExitCode.TESTS_FAILED
    assert "examples/toast.out" in output


@pytest.mark.parametrize(
    ("recorded", "got", "differs"),
    [
        ("0.4 s", "0.4 s", False),
        ("0.4 s", "0.5 s", False),
        ("0.4 s", "0.6 s", True),
        ("0.4 s", "0.3 s", True),
        ("3 s", "5 s", True),
        ("120 ms", "150 ms", False),
        ("120 ms", "160 ms", True),
        ("after 0.4 s, 2 cups", "after 0.5 s, 2 cups", False),
    ],
)
def test_measured_times(recorded: str, got: str, differs: bool) -> None:
    """A time may be a little late, and never early."""
    assert run_example.times_differ(recorded, got) is differs


@pytest.mark.parametrize(
    ("recorded", "got"),
    [
        ("2 cups", "3 cups"),
        ("0.4 s", "0.4 m"),
        ("Task-2", "Task-3"),
        ("sleep(0.2)", "sleep(0.3)"),
        ("toast\n", "toast"),
        ("", "toast\n"),
    ],
)
def test_everything_else_is_exact(recorded: str, got: str) -> None:
    """Any other number or letter must be as it is recorded."""
    assert run_example.text_differs(recorded, got)
