"""The built site, for the tests that need one."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import recordings
from recordings import ROOT, Example


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site, once in each process, and return its folder."""
    folder = tmp_path_factory.mktemp("site")
    subprocess.run(
        [
            *(sys.executable, "-m", "sphinx", "--quiet", "--nitpicky"),
            *("--fail-on-warning", "-c", ".", "docs", str(folder)),
        ],
        cwd=ROOT,
        # At the top of its host, as the tests serve it.
        env=os.environ | {"SITE_URL": "https://example.org/"},
        check=True,
    )
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
