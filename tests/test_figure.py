"""The figures: true to the recording, readable, and harmless."""

import itertools
import json
import re
import time
from collections import defaultdict
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest

import recordings
import timeline
from timeline import figure, layout, page, schema, words

RECORDED = sorted(recordings.EXAMPLES.rglob("*.json"))
DRAWN = {"wide": figure.wide, "narrow": figure.narrow}
# What stands in the middle of its place, and not at the left of it.
CENTRED = {
    "wide": {
        "line",
        "line elsewhere",
        "instant",
        "later",
        "blocked",
        "label",
        "lateness",
    },
    "narrow": {"line", "line elsewhere"},
}


def _name(path: Path) -> str:
    return path.relative_to(recordings.EXAMPLES).as_posix()


@pytest.fixture(params=RECORDED, ids=_name)
def recording(request: pytest.FixtureRequest) -> dict:
    """Each recording of the site."""
    return recordings.load_events(request.param)


def _program(turns: int, tasks: int = 1) -> dict:
    """Return the recording of tasks that take their turns one by one."""
    found = []
    for task in range(1, tasks + 1):
        found += [
            {"t": 0, "e": "create", "task": task, "by": "main", "line": 9},
            {"t": 0, "e": "ready", "task": task, "cause": "created"},
        ]
    for turn in range(turns):
        task = turn % tasks + 1
        t = turn * 100_000
        found += [
            {"t": t, "e": "run", "task": task},
            {"t": t, "e": "out", "by": f"task:{task}", "text": "<b>\n"},
            {
                "t": t, "e": "wait", "task": task, "line": 7, "on": "sleep",
                "text": "asyncio.sleep(0.1)", "until": t + 100_000,
            },
            {
                "t": t + 100_000, "e": "ready", "task": task,
                "cause": "timer", "by": "timer:1",
            },
        ]  # fmt: skip
    labels = [{"id": n + 1, "label": f"a<b({n})"} for n in range(tasks)]
    return {
        "schema": 1, "file": "a&b.py", "exit": {"how": "ok"}, "tasks": labels,
        "threads": [], "notes": [], "simulated": [], "events": found,
    }  # fmt: skip


def _texts(svg: str) -> list[tuple[str, float, float, str]]:
    """Return the class, the place and the text of each text in a figure."""
    found = re.findall(
        r'<text class="([^"]+)" x="([^"]+)" y="([^"]+)">([^<]*)<', svg
    )
    return [
        (kind, float(x), float(y), unescape(text))
        for kind, x, y, text in found
    ]


def _span(form: str, kind: str, x: float, text: str) -> tuple[float, float]:
    width = len(text) * figure.LETTER
    left = x - width / 2 if kind in CENTRED[form] else x
    return left, left + width


def test_each_kind_of_event_is_drawn_and_told() -> None:
    """The description of the format and the code have the same kinds."""
    described = timeline.__doc__.partition("its kind:")[2]
    kinds = re.findall(r"(?m)^    ([a-z_]+) +\S", described.split("=\n")[1])
    assert set(kinds) == schema.KINDS
    for kind in kinds:
        assert hasattr(words._Teller, f"_{kind}"), kind
        assert hasattr(layout._Placer, f"_{kind}"), kind


def test_html_is_well_formed_and_inert(recording: dict) -> None:
    """It is XML with ids of its own, and holds neither style nor script."""
    drawn = ElementTree.fromstring(figure.html(recording, "key"))
    ids = [each.get("id") for each in drawn.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    assert all(f"{identity}-".startswith("key-") for identity in ids)
    for element in drawn.iter():
        assert element.tag not in {"script", "style"}
        assert not {key for key in element.attrib if key.startswith("on")}
        assert "style" not in element.attrib


def test_figures_have_names(recording: dict) -> None:
    """Each SVG that is read out has a title and a description."""
    drawn = ElementTree.fromstring(figure.html(recording, "key"))
    texts = {each.get("id"): each.text for each in drawn.iter()}
    for svg in drawn.iter("svg"):
        if svg.get("aria-hidden"):
            continue
        title, description = svg.get("aria-labelledby").split()
        assert texts[title] == f"Timeline of {recording['file']}"
        assert texts[description].startswith(words.summary(recording))


def test_table_tells_output_and_ends(recording: dict) -> None:
    """Each output and each end of a task has a row, until the table ends; the
    lines of a traceback have one.
    """
    whole, told = [], words.tell(recording)
    rows = {row.event: row.text for row in told}
    last = told[-1].event
    for index, event in enumerate(recording["events"][:last]):
        if event["e"] == "out" and index in rows:
            whole.append(event["text"])
            assert words.quoted("".join(whole)) in rows[index]
            whole = []
        elif event["e"] == "out":
            assert event["stream"] == "err"
            whole.append(event["text"])
        elif event["e"] == "end":
            assert " ends" in rows[index]


@pytest.mark.parametrize("form", DRAWN)
def test_time_goes_one_way(recording: dict, form: str) -> None:
    """What comes later is drawn further along, and turns do not overlap."""
    _, plan = DRAWN[form](recording, "key")
    places = list(plan.at.values())
    assert places == sorted(places)
    lanes = defaultdict(list)
    for lane, start, end, *_ in plan.boxes:
        lanes[lane].append((start, end))
    for boxes in lanes.values():
        for (_, end), (start, _) in itertools.pairwise(sorted(boxes)):
            assert end < start


def test_one_turn_at_a_time(recording: dict) -> None:
    """Turns of different tasks overlap only where one begins eagerly."""
    _, plan = figure.wide(recording, "key")
    eager = any(event.get("eager") for event in recording["events"])
    boxes = sorted(box[1:3] for box in plan.boxes)
    for (_, end), (start, _) in itertools.pairwise(boxes):
        assert eager or end < start


@pytest.mark.parametrize("form", DRAWN)
def test_texts_keep_apart(recording: dict, form: str) -> None:
    """No text leaves the figure, and none is written over another."""
    svg, _ = DRAWN[form](recording, "key")
    width = float(re.findall(r'role="img".*? width="(\d+)"', svg)[0])
    rows = defaultdict(list)
    for kind, x, y, text in _texts(svg):
        left, right = _span(form, kind, x, text)
        assert left >= -1, text
        assert right <= width + 1, text
        rows[y].append((left, right, text))
    for row in rows.values():
        for (_, end, text), (start, *_) in itertools.pairwise(sorted(row)):
            assert end <= start + 3, text


@pytest.mark.parametrize("form", DRAWN)
def test_boxes_carry_the_lines_of_the_file(recording: dict, form: str) -> None:
    """Each number is that of a line that holds code, of the example or, where
    it is slanted, of a file that the example imports.
    """
    path = recordings.ROOT / recording["file"]
    svg, plan = DRAWN[form](recording, "key")
    numbers = [
        (kind, text)
        for kind, *_, text in _texts(svg)
        if kind.startswith("line")
    ]
    boxes = [box for box in plan.boxes if box[3] is not None]
    for (kind, number), box in zip(numbers, boxes, strict=True):
        file = plan.elsewhere.get(box[:2])
        assert (kind == "line") == (file is None)
        lines = path.with_name(file or path.name).read_text("utf-8")
        assert lines.splitlines()[int(number) - 1].strip()


def test_rows_know_their_places() -> None:
    """Each row says how far each of the two figures has come."""
    recording = _program(3)
    drawn = ElementTree.fromstring(figure.html(recording, "key"))
    rows = [row.get("data-u").split() for row in drawn.find(".//tbody")]
    assert len(rows) == len(words.tell(recording))
    for places in zip(*rows, strict=True):
        numbers = list(map(int, places))
        assert numbers == sorted(numbers)
        assert numbers[0] < numbers[-1]


def test_what_reads_the_same_is_one_instant() -> None:
    """On a real clock no two things happen at one instant, and yet the figure
    shows no gap between two times that it writes alike.
    """
    recording = _program(0, 2)
    recording["events"] += [
        {"t": 40, "e": "run", "task": 1},
        {"t": 70, "e": "run", "task": 2},
        {"t": 9_110, "e": "out", "by": "task:2", "text": "on\n"},
        {"t": 9_150, "e": "out", "by": "task:2", "text": "and\n"},
        {"t": 10_400, "e": "out", "by": "task:2", "text": "on\n"},
    ]
    _, plan = figure.wide(recording, "key")
    assert [t for _, _, t in plan.bands] == [0, 40, 70, 9_110, 10_400]


def test_loop_may_run_callbacks_alone() -> None:
    """They are drawn, and what the program does next comes behind them."""
    recording = _program(0, 0)
    assert "No event loop ran." in figure.html(recording, "key")
    recording["events"] = [
        {"t": 0, "e": "call", "fn": "back", "by": "main"},
        {"t": 0, "e": "out", "text": "in\n", "by": "loop", "line": 6},
        {"t": 0, "e": "out", "text": "out\n", "by": "main", "line": 13},
    ]
    drawn = figure.html(recording, "key")
    assert "No tasks: 1 callback ran while no time passed." in drawn
    _, plan = figure.wide(recording, "key")
    (inside, _, end, *_), (outside, start, *_) = plan.boxes
    names = [plan.lanes[lane].name for lane in (inside, outside)]
    assert names == ["callbacks", "outside the loop"]
    assert end < start


def test_program_cannot_write_html() -> None:
    """What comes from the program is text, not markup."""
    drawn = figure.html(_program(2), "key")
    assert "<b" not in drawn
    assert "a&lt;b(0)" in drawn
    assert "a&amp;b.py" in drawn


def test_long_run_is_cut_and_says_so() -> None:
    """Of a run with many turns, lanes and events the first are shown."""
    long = figure.html(_program(layout.TURNS + 50), "key")
    assert "50 more turns" in long
    assert "50 more turns" not in figure.html(_program(layout.TURNS), "key")
    many = figure.html(_program(50, layout.LANES + 3), "key")
    assert "Not drawn: 3 more lanes." in many
    rows = words.tell(_program(words.ROWS))
    assert len(rows) == words.ROWS + 1
    assert rows[-1].text.startswith("The table ends here")


def test_cost_does_not_grow_faster_than_the_events() -> None:
    """Ten times the events take at most ten times as long, and some."""
    took = []
    for turns in 300, 3000:
        recording = _program(turns)
        started = time.process_time()
        for _ in range(3):
            figure.html(recording, "key")
        took.append(time.process_time() - started)
    assert took[1] < 20 * took[0]


def test_sentences() -> None:
    """The rows of one example, word for word."""
    path = recordings.EXAMPLES / "reference/reading-a-timeline/error.json"
    told = words.tell(recordings.load_events(path))
    assert [(row.line, row.text) for row in told] == [
        (18, "The program makes the task main(); it is ready"),
        (None, "main() begins"),
        (11, "main() makes the task toast(); it is ready"),
        (13, "main() awaits task: it waits for toast()"),
        (None, "toast() begins"),
        (7, "toast() ends with ValueError: burnt"),
        (None, "main() is ready: toast() has ended"),
        (None, "main() goes on: ValueError is raised at its await"),
        (15, "main() prints “caught: burnt”"),
        (15, "main() ends"),
    ]


@pytest.mark.parametrize(
    ("microseconds", "text"),
    [
        (0, "0 s"),
        (5, "5 µs"),
        (400_000, "0.4 s"),
        (1_234_567, "1.235 s"),
        (599_000_000, "599 s"),
        (3_655_000_000, "1 h 55 s"),
        (43_200_000_000, "12 h"),
    ],
)
def test_duration(microseconds: int, text: str) -> None:
    """Times read as a person writes them."""
    assert words.duration(microseconds) == text


def test_page_of_its_own() -> None:
    """The page of a program needs nothing but itself."""
    drawn = page.page(_program(2), "if a < b:\n    pass\n")
    assert "if a &lt; b:" in drawn
    assert drawn.count("<figure") == 1
    assert not re.search(r'(src|href)="', drawn)
    assert json.dumps("run-wide-title") in drawn


def test_a_name_stays_as_the_program_writes_it() -> None:
    """Also one that is an ordinary word; other sentences begin as usual."""
    recording = _program(1)
    recording["tasks"][0]["name"] = "a"
    events = [
        {"t": 0, "e": "block", "by": "task:1", "dur": 5},
        {"t": 5, "e": "call", "fn": "f", "by": "task:1"},
        {"t": 5, "e": "block", "by": "loop", "dur": 5},
        {"t": 9, "e": "end", "task": 1, "how": "returned"},
    ]
    recording["events"] += events
    told = [row.text for row in words.tell(recording)]
    assert "a begins" in told
    assert told[-4:] == [
        "a blocks the loop for 5 µs",
        "The loop calls f, as a asked",
        "A callback blocks the loop for 5 µs",
        "a ends",
    ]


def test_an_exception_is_told_in_the_figure() -> None:
    """With as much of its text as there is room for, behind the task or, in
    the narrow figure, beside it.
    """
    recording = _program(1)
    recording["events"] += [
        {"t": 0, "e": "run", "task": 1},
        {
            "t": 0, "e": "end", "task": 1, "how": "raised", "exc": "Oh",
            "message": "too late",
        },
    ]  # fmt: skip
    svg, _ = figure.narrow(recording, "key")
    assert "raises Oh: too late" in [text for *_, text in _texts(svg)]
    svg, _ = figure.wide(recording, "key")
    assert "Oh: too late" in [text for *_, text in _texts(svg)]
