"""The commands that build the site work anywhere, and again."""

import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import run_example
from recordings import ROOT

Make = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Copy the project into a folder whose name is awkward."""
    folder = tmp_path / "a reader's copy"
    # With their times of change, so that the environment is not stale.
    shutil.copytree(
        ROOT,
        folder,
        ignore=shutil.ignore_patterns(
            ".venv*", ".git", "build", "*cache*", "node_modules"
        ),
    )
    (folder / ".venv").symlink_to(sys.prefix)
    if (ROOT / "node_modules").exists():
        (folder / "node_modules").symlink_to(ROOT / "node_modules")
    return folder


def test_html_works_in_any_folder_and_again(copy: Path, make: Make) -> None:
    """The second run installs nothing and says nothing about it."""
    for _ in range(2):
        result = make(copy, "html")
        assert result.returncode == 0, result.stderr
        assert result.stderr == ""
        assert result.stdout == "The site is build/html/index.html\n"
        assert (copy / "build/html/learn/tasks.html").is_file()


def test_builds_in_two_folders_are_equal(copy: Path, site: Path) -> None:
    """Byte for byte, whatever the hash seed and the number of processes.

    The other one hashes as it likes, and was built by one process.
    """
    subprocess.run(
        [
            *(sys.executable, "-m", "sphinx", "--quiet", "--jobs", "2"),
            *("--nitpicky", "--fail-on-warning", "-c", ".", "docs", "built"),
        ],
        cwd=copy,
        env=os.environ
        | {"SITE_URL": "https://example.org/", "PYTHONHASHSEED": "1"},
        check=True,
    )
    first, second = _files(site), _files(copy / "built")
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def _files(folder: Path) -> dict[str, bytes]:
    """Return the content of each file that is published, by its name."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".doctrees" not in path.parts
    }


def test_a_refused_page_stays_refused(copy: Path, make: Make) -> None:
    """A second run does not let pass what the first one refused."""
    page = copy / "docs/learn/tasks.rst"
    page.write_text(f"{page.read_text('utf-8')}\n::\n\n   typed\n", "utf-8")
    for _ in range(2):
        result = make(copy, "html")
        assert result.returncode != 0
        assert "tasks.rst" in result.stderr
        assert "typed into a page" in result.stderr


def test_changed_requirements_make_the_environment_stale(
    copy: Path, make: Make
) -> None:
    """Make installs again when a requirements file is newer."""
    before = make(copy, "--dry-run", "html")
    os.utime(copy / "requirements/docs.txt")
    after = make(copy, "--dry-run", "html")
    assert before.returncode == after.returncode == 0
    assert "pip install" not in before.stdout
    assert "pip install" in after.stdout


def test_node_is_used_where_it_is_found(
    copy: Path, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pyodide is fetched, and nothing that it brings is run."""
    (copy / "node_modules").unlink(missing_ok=True)
    tools = copy / "tools"
    tools.mkdir()
    for name in "node", "npm":
        (tools / name).write_text("#!/bin/sh\n", "utf-8")
        (tools / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.delenv("NODE", raising=False)
    for target in "html", "test":
        found = make(copy, "--dry-run", target)
        without = make(copy, "--dry-run", target, "NODE=")
        assert found.returncode == without.returncode == 0
        assert "npm ci --ignore-scripts" in found.stdout
        assert "npm" not in without.stdout


def test_site_is_complete_without_pyodide(copy: Path, make: Make) -> None:
    """Where npm fails, the build says so and goes on."""
    (copy / "node_modules").unlink(missing_ok=True)
    npm = copy / "tools" / "npm"
    npm.parent.mkdir()
    npm.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    npm.chmod(0o755)
    path = f"PATH={npm.parent}{os.pathsep}{os.environ['PATH']}"
    result = make(copy, "html", path, "NODE=node")
    assert result.returncode == 0, result.stderr
    assert "No example will run in its page" in result.stdout
    assert (copy / "build/html/learn/tasks.html").is_file()
    about = (copy / "build/html/_static/python.json").read_text("utf-8")
    assert json.loads(about)["version"] == ""


def test_old_python_is_refused(copy: Path, make: Make) -> None:
    """An old Python gets a sentence, not a traceback."""
    old = copy / "old python"
    old.write_text(
        "#!/bin/sh\n"
        f'exec "{sys.executable}" -c "import sys; '
        'sys.version_info = (3, 10); exec(sys.argv[1])" "$2"\n',
        "utf-8",
    )
    old.chmod(0o755)
    result = make(copy, "html", "PYTHON='./old python'", "VENV=.venv-old")
    assert result.returncode != 0
    assert "Python 3.11 or newer is needed" in result.stderr
    assert not (copy / ".venv-old").exists()


@pytest.fixture
def served(copy: Path) -> Iterator[Callable[[str], str]]:
    """Run ``make serve``; return a function that reads a page.

    What make printed is shown where a test fails.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        ["make", "serve", f"PORT={port}"],
        cwd=copy,
        start_new_session=True,
    )

    def read(page: str) -> str:
        try:
            with urllib.request.urlopen(
                f"http://127.0.0.1:{port}/{page}", timeout=10
            ) as answer:
                return answer.read().decode()
        except (OSError, http.client.HTTPException):
            return ""  # not up yet, or the page is being written

    yield read
    # Asked to end, it would first finish the build that the change began.
    run_example.kill_group(process.pid)
    process.wait()


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("docs/learn/tasks.rst", "How do you set", "How would you set"),
        ("examples/learn/tasks/keep.py", "background", "kept"),
        ("examples/learn/tasks/keep.out", "invitation", "a letter"),
        ("tests/claims/test_tasks.py", "not in the order", "never in that"),
    ],
)
def test_serve_shows_each_change(
    copy: Path, served: Callable[[str], str], name: str, old: str, new: str
) -> None:
    """A changed page, example, recording or claim is built and shown."""
    _wait_for(lambda: old in served("learn/tasks.html"))
    path = copy / name
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    _wait_for(lambda: new in served("learn/tasks.html"))


def _wait_for(condition: Callable[[], bool]) -> None:
    """Wait until it holds; a whole build on a busy machine takes a while."""
    deadline = time.monotonic() + 140
    while not condition():
        assert time.monotonic() < deadline, "it never came"
        time.sleep(0.2)
