"""Where a version of Python truly differs, the example says so."""

import sys
from collections.abc import Callable

import pytest

import recordings
import run_example
import update
from recordings import VERSION, Example, RecordingError, load_events

# Until Python 3.11, wait_for makes a task of what it is given.
WAITS = """\
import asyncio

async def tea():
    await asyncio.sleep(0.1)
    print("tea")

asyncio.run(asyncio.wait_for(tea(), 0.3))
"""


@pytest.fixture
def example(make_example: Callable[[str], Example]) -> Example:
    """Record an example whose tasks depend on the version of Python."""
    example = make_example(WAITS)
    assert update.main([]) == 0
    return example


def _difference(example: Example) -> str:
    _, recording = run_example.record(example)
    return run_example.events_difference(example, recording)


def test_wait_for_differs(example: Example) -> None:
    """There is a true difference, so that two recordings are needed."""
    made = 2 if sys.version_info < (3, 12) else 1
    assert len(load_events(example.beside(".json"))["tasks"]) == made


def test_a_difference_is_declared(example: Example) -> None:
    """The failure names the file to make; then each version has its own."""
    common = example.beside(".json")
    # As if another version had made it.
    others = common.read_text("utf-8").replace("tea", "coffee")
    common.write_text(others, "utf-8")
    name = f"examples/program.{VERSION}.json"
    message = _difference(example)
    assert f"for Python {VERSION} alone, make {name}, empty" in message

    own = recordings.ROOT / name
    own.touch()
    with pytest.raises(RecordingError, match=r"\.json:1: .*; run make update"):
        load_events(own)
    assert update.main([]) == 0

    assert _difference(example) == ""
    assert run_example.wrong_declarations(example) == []
    assert common.read_text("utf-8") == others
    assert example.events_path() == own
    assert example.events_path("3.99") == common
    assert list(example.all_events()) == ["", VERSION]


@pytest.mark.parametrize(
    ("name", "text", "wrong"),
    [
        ("program.3.11.json", None, "says what program.json says; delete it"),
        ("program.3.11.json", "", "is empty; run make update on 3.11"),
        ("program.new.json", "{}", "new is no version of Python"),
    ],
)
def test_a_wrong_declaration_is_refused(
    example: Example, name: str, text: str | None, wrong: str
) -> None:
    """What stands for one version must be that, and differ."""
    if text is None:
        text = example.beside(".json").read_text("utf-8")
    example.path.with_name(name).write_text(text, "utf-8")
    (found,) = run_example.wrong_declarations(example)
    assert found.startswith(f"examples/{name}")
    assert wrong in found


def test_a_version_does_not_stand_alone(example: Example) -> None:
    """The other versions need a recording, too."""
    example.beside(".json").rename(example.beside(".3.11.json"))
    (found,) = run_example.wrong_declarations(example)
    assert "3.11.json stands alone" in found
