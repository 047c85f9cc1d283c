"""Every shell command that a reader is told to type does something."""

import re
import subprocess
from collections.abc import Callable

import docutils.core
import docutils.nodes
import pytest

import guard
from recordings import ROOT

Make = Callable[..., subprocess.CompletedProcess[str]]


@pytest.mark.parametrize("name", ["README.rst", "CONTRIBUTING.rst"])
def test_commands_of_a_file_are_verified(name: str) -> None:
    """Each is an example, which is run, or a target of the Makefile."""
    tree = docutils.core.publish_doctree(
        (ROOT / name).read_text("utf-8"),
        settings_overrides={"report_level": 2, "halt_level": 2},
    )
    commands = [
        line
        for block in tree.findall(docutils.nodes.literal_block)
        if "console" in block["classes"]
        for line in block.astext().splitlines()
    ]
    assert commands
    refused = [
        why for line in commands if (why := guard.refused_command(line))
    ]
    assert not refused


def test_targets_named_in_a_sentence_exist() -> None:
    """``make TARGET`` in running text names a target of the Makefile."""
    targets = guard.TARGET.findall((ROOT / "Makefile").read_text("utf-8"))
    for page in [*ROOT.glob("*.rst"), *(ROOT / "docs").rglob("*.rst")]:
        for named in re.findall(r"``make ([a-z]+)", page.read_text("utf-8")):
            assert named in targets, f"{page.name}: make {named}"


def test_help_lists_every_target(make: Make) -> None:
    """Plain ``make`` lists each target in one line."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    phony = next(
        line.split()[1:]
        for line in makefile.splitlines()
        if line.startswith(".PHONY:")
    )
    shown = make(ROOT)
    assert shown.returncode == 0
    assert [line.split()[1] for line in shown.stdout.splitlines()] == phony


@pytest.mark.parametrize(
    "target", guard.TARGET.findall((ROOT / "Makefile").read_text("utf-8"))
)
def test_target_is_complete(make: Make, target: str) -> None:
    """Make knows how to make each target and all that it depends on."""
    result = make(ROOT, "--dry-run", target)
    assert result.returncode == 0, result.stderr


def test_timeline_passes_options_on(make: Make) -> None:
    """``make timeline`` hands ``OPTIONS`` to the recorder, before the file."""
    result = make(ROOT, "--dry-run", "timeline", "OPTIONS=--real", "FILE=a.py")
    assert result.returncode == 0, result.stderr
    assert '--real "a.py"' in result.stdout
