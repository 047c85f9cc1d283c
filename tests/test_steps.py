"""What the step player is told is what was recorded."""

import re
from html import unescape
from pathlib import Path

import pytest

import recordings
import standing
from timeline import steps, words

RECORDED = [
    path
    for path in sorted(recordings.EXAMPLES.rglob("*.json"))
    if path.stat().st_size  # an empty one is yet to be recorded
]
LETTERS = {"a": "runs", "r": "is ready", "w": "waits", "e": "ends"}


def _attributes(text: str) -> dict[str, str]:
    return {
        name: unescape(value)
        for name, value in re.findall(r' data-(\w+)="([^"]*)"', text)
    }


def _read(recording: dict) -> list[dict]:
    """Return how all things stand at each row, from the attributes."""
    rows = words.tell(recording)
    table, changes = steps.attributes(recording, rows)
    names = _attributes(table).get("names", "").split("\n")
    stands, queue, timers, found = {}, [], [], []

    def named(numbers: str) -> list[str]:
        return [names[int(n)] for n in numbers.split(",") if n]

    for row in changes:
        parts = _attributes(row)
        for piece in parts.get("now", "").split():
            if piece[0] == "q":
                queue = named(piece[1:])
            elif piece[0] == "t":
                timers = named(piece[1:])
            else:
                who, state, line, place = re.fullmatch(
                    r"(\d+)([a-z]?)(?:(\d*)|@(\d+))", piece
                ).groups()
                stands[names[int(who)]] = (
                    LETTERS.get(state),
                    names[int(place)] if place else line,
                )
        found.append(
            {
                "stands": {who: at for who, at in stands.items() if at[0]},
                "queue": queue,
                "timers": timers,
                "out": parts.get("out", ""),
                "err": parts.get("err", ""),
            }
        )
    return found


@pytest.mark.parametrize(
    "path",
    RECORDED,
    ids=lambda path: path.relative_to(recordings.EXAMPLES).as_posix(),
)
def test_steps_are_those_recorded(path: Path) -> None:
    """At each row: places, ready queue, timers and output."""
    recording = recordings.load_events(path)
    names = set(words.named(recording).values())
    out = err = ""
    rows = standing.rows(recording)
    for step, events in zip(_read(recording), rows, strict=True):
        out, err = out + step["out"], err + step["err"]
        assert step["queue"] == standing.queue(recording, events)
        assert step["timers"] == standing.timers(recording, events)
        assert out == standing.printed(events, "out")
        assert err == standing.printed(events, "err")
        tasks = standing.tasks(recording, events)
        others = step["stands"].keys() - tasks.keys()
        assert {who: step["stands"].get(who) for who in tasks} == tasks
        assert others <= {"the program", "a callback"} | names - tasks.keys()
        assert tasks.keys() <= names


def _recording(*events: dict, tasks: int = 1) -> dict:
    return {
        "schema": 1,
        "file": "run.py",
        "exit": {"how": "ok"},
        "tasks": [{"id": n + 1, "label": f"t{n + 1}()"} for n in range(tasks)],
        "threads": [{"id": 1, "label": "work()"}],
        "simulated": [],
        "notes": [],
        "events": [{"t": 0} | event for event in events],
    }


CREATED = (
    {"e": "create", "task": 1, "by": "main", "line": 9},
    {"e": "ready", "task": 1, "cause": "created"},
)
RUN = {"e": "run", "task": 1}


def test_program_and_callbacks_stand_somewhere_only_while_they_act() -> None:
    """Not while the loop runs others."""
    read = _read(
        _recording(
            *CREATED,
            RUN,
            {"e": "wait", "task": 1, "line": 3, "text": "f", "on": "future"},
            {"e": "call", "fn": "back", "by": "task:1"},
            {"e": "out", "text": "x\n", "by": "loop", "line": 5},
            {"e": "call", "fn": "other", "by": "task:1"},
            {"e": "out", "text": "x\n", "by": "loop", "line": 7},
            {"e": "ready", "task": 1, "cause": "set", "by": "loop"},
            RUN,
            {"e": "end", "task": 1, "how": "returned", "line": 4},
            {"e": "out", "text": "y\n", "by": "main", "line": 11},
        )
    )
    seen = [set(step["stands"]) - {"t1()"} for step in read]
    program, callback = {"the program"}, {"a callback"}
    assert seen == [
        program, set(), set(), set(), callback, set(), callback, callback,
        set(), set(), program,
    ]  # fmt: skip
    assert read[0]["stands"]["the program"] == ("runs", "9")
    assert read[6]["stands"]["a callback"] == ("runs", "7")


def test_thread_stands_where_it_is_until_it_ends() -> None:
    """Its line is its own, not the one that started it."""
    read = _read(
        _recording(
            *CREATED,
            RUN,
            {"e": "thread", "thread": 1, "by": "task:1", "line": 3},
            {"e": "pause", "thread": 1, "dur": 5, "line": 20},
            {"e": "out", "text": "x\n", "by": "thread:1", "line": 21},
            {"e": "thread_end", "thread": 1},
        )
    )
    seen = [step["stands"].get("work()") for step in read]
    assert seen[2:] == [None, ("runs", "20"), ("runs", "21"), None]
    assert read[2]["stands"]["t1()"] == ("runs", "3")


def test_a_line_of_another_file_is_none_of_this_one() -> None:
    """It is told with its file, and the player marks no line by it."""
    recording = _recording(
        *CREATED,
        RUN,
        {
            "e": "wait", "task": 1, "line": 3, "file": "board.py",
            "text": "f", "on": "future",
        },
    )  # fmt: skip
    *_, before, last = _read(recording)
    assert before["stands"]["t1()"] == ("runs", "board.py 3")
    assert last["stands"]["t1()"] == ("waits", "board.py 3")
    assert words.tell(recording)[-1].place == "board.py 3"


def test_a_page_carries_a_limited_output() -> None:
    """And says where it was cut."""
    text = "€" * (steps.OUTPUT // 2 + 1)
    out = {"e": "out", "text": text, "by": "task:1", "line": 3}
    *_, first, second, third = _read(_recording(*CREATED, RUN, out, out, out))
    assert first["out"] == text
    assert second["out"] == text[2:] + "…"
    assert third["out"] == ""


def test_names_stay_on_their_lines() -> None:
    """A name with a line break in it or with quotes spoils nothing."""
    recording = _recording(*CREATED)
    recording["tasks"][0]["name"] = 'a\n"<b>"&'
    assert _read(recording)[0]["queue"] == ['a "<b>"&']
