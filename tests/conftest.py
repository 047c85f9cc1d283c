"""How the tests run, and the built site, for those that need one."""

import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import recordings
from recordings import ROOT, Example


def pytest_xdist_auto_num_workers() -> int:
    """Return how many processes test at once.

    Many tests wait for an example that sleeps, so there are more processes
    than cores.
    """
    return 2 * (os.cpu_count() or 1)


def pytest_configure() -> None:
    """Let the programs that are started here be interrupted.

    Where a shell runs the tests in the background, they would ignore it.
    """
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site, once for all processes, and return its folder.

    The first that needs it builds it, and the others wait.
    """
    base = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent
    folder = base / "site"
    with (base / "site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (base / "site.built").exists():
            subprocess.run(
                [
                    *(sys.executable, "-m", "sphinx", "--quiet"),
                    *("--nitpicky", "--fail-on-warning", "-c", ".", "docs"),
                    str(folder),
                ],
                cwd=ROOT,
                # At the top of its host, as the tests serve it.
                env=os.environ | {"SITE_URL": "https://example.org/"},
                check=True,
            )
            (base / "site.built").touch()
    return folder


@pytest.fixture(autouse=True)
def _own_make(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the variables of ``make test`` from each make that a test runs.

    Make hands on those of its command line twice: in MAKEFLAGS and by name.
    """
    for name in "MAKEFLAGS", "MAKEOVERRIDES", "VENV", "PYTHON", "SPHINXOPTS":
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def make() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run make in a folder, with these arguments, and return what it did."""

    def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["make", "--no-print-directory", *arguments],
            cwd=folder,
            check=False,
            capture_output=True,
            text=True,
        )

    return run


@pytest.fixture(scope="module")
def tested(request: pytest.FixtureRequest) -> set[Example]:
    """Return the examples of a module's tests, of those tests that run."""
    return {
        item.callspec.params["example"]
        for item in request.session.items
        if item.path == request.path and "example" in item.fixturenames
    }


@pytest.fixture
def make_example(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], Example]:
    """Make an example of a text, in a project of its own."""
    monkeypatch.setattr(recordings, "ROOT", tmp_path)
    monkeypatch.setattr(recordings, "EXAMPLES", tmp_path / "examples")
    (tmp_path / "examples").mkdir()

    def write(text: str) -> Example:
        example = Example(tmp_path / "examples/program.py")
        example.path.write_text(text, "utf-8")
        return example

    return write
