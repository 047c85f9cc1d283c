"""What ``make quick`` takes a change to concern."""

from pathlib import Path

import pytest

import quick
from recordings import ROOT

GATHER = "learn/tasks/gather.py"


@pytest.mark.parametrize(
    ("path", "some"),
    [
        pytest.param(
            f"examples/{GATHER}",
            {GATHER, "learn/tasks.html", "test_tasks.py", "test_html.py"},
            id="example",
        ),
        pytest.param(
            "examples/learn/tasks/gather.3.11.json",
            {GATHER, "learn/tasks.html"},
            id="recording",
        ),
        pytest.param(
            "docs/learn/tasks.rst",
            {"learn/tasks.html", "test_html.py"},
            id="page",
        ),
        pytest.param("docs/_static/run.js", {"tests/browser/"}, id="script"),
        pytest.param(
            "docs/_ext/timeline/words.py",
            {"test_steps.py", "test_recorder.py", "tests/site/"},
            id="extension",
        ),
        pytest.param(
            "tests/claims/test_tasks.py", {"test_tasks.py"}, id="test"
        ),
        pytest.param(
            "tests/run_example.py",
            {"test_examples.py", "test_races.py"},
            id="helper",
        ),
        pytest.param("tests/conftest.py", {"tests/"}, id="fixtures"),
        pytest.param(
            "tests/programs/ties.py",
            {"(test_programs.py and ties.py)"},
            id="program",
        ),
        pytest.param("Makefile", {"test_commands.py"}, id="named"),
    ],
)
def test_change_concerns(path: str, some: set[str]) -> None:
    """At least these."""
    assert (ROOT / path).parent.is_dir()
    assert quick.concerned(Path(path)) >= some


def test_nothing_is_known_of_some() -> None:
    """What no test names concerns none."""
    assert not quick.concerned(Path(".ci") / "run")


def test_example_concerns_no_other() -> None:
    """The others of its folder and page are left out."""
    found = quick.concerned(Path(f"examples/{GATHER}"))
    assert {name for name in found if name.startswith("learn/tasks/")} == {
        GATHER
    }


def test_revision_that_is_unknown_is_told() -> None:
    """In the words of Git, and nothing runs."""
    with pytest.raises(SystemExit, match="nowhere"):
        quick.changed("nowhere")
