"""Whatever the recorder may write can be drawn, told and stepped through.

Recordings are made up at random, of the kinds and keys that the package
``timeline`` describes.
"""

import json
import re
from xml.etree import ElementTree

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import timeline
from timeline import figure, page, schema, steps, words

# How many tasks, threads and timers there are to speak of.
TASKS, THREADS, TIMERS = 3, 2, 3

TIMES = st.integers(0, 5_000_000)
# Texts as programs have them, and as nobody would expect them.
TEXTS = st.sampled_from(
    ["x", "fetch('a', 1)", "", " ", "a", "a b", "<b>&amp;", "\n", "one\ntwo\n",
     "{by}", "{", "%s", "ř🐍", "#1", "x" * 300],
) | st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Z"]))  # fmt: skip
NAMES = TEXTS.filter(bool)
NUMBERS = st.integers(1, TASKS)
ACTORS = st.sampled_from(
    [
        *(f"task:{number + 1}" for number in range(TASKS)),
        *(f"timer:{number + 1}" for number in range(TIMERS)),
        *(f"thread:{number + 1}" for number in range(THREADS)),
        *("loop", "main"),
    ]
)
CAUSES = sorted({*words.CAUSES, *words.UNTOLD, "a cause of later days"})

# By its key, what a value may be; for some kinds of events another.
VALUES = {
    "accepted": st.just(value=True),
    "by": ACTORS,
    "cause": st.sampled_from(CAUSES),
    "dur": TIMES,
    "eager": st.just(value=True),
    "exc": NAMES,
    "file": NAMES,
    "fn": NAMES,
    "how": st.sampled_from(["returned", "raised", "cancelled", "destroyed"]),
    "kind": st.sampled_from(["sleep", "timeout"]) | NAMES,
    "late": st.integers(1, 5_000_000),
    "line": st.integers(1, 9999),
    "message": NAMES,
    "on": st.sampled_from(["gather", "sleep", "TaskGroup", "task"]) | NAMES,
    "real": TIMES,
    "stream": st.just("err"),
    "task": NUMBERS,
    "tasks": st.lists(NUMBERS, min_size=1),
    "text": NAMES,
    "thread": st.integers(1, THREADS),
    "throw": NAMES,
    "timer": st.integers(1, TIMERS),
    "until": TIMES,
    "value": NAMES,
    "via": st.lists(st.integers(1, 9999), min_size=1),
    "waiting": st.lists(NUMBERS, min_size=1),
    "waits": st.just(value=True),
    "when": TIMES,
    "why": st.sampled_from(
        ["timeout", "task group", "gather", "asyncio.run", "signal"]
    ),
}
# What is never left out.
ALWAYS = {"task", "thread", "timer", "cause", "how", "when", "kind", "fn"}
ALWAYS_IN = {"out": {"text"}, "limit": {"message"}, "block": {"dur"}}
ALWAYS_IN["pause"] = {"dur"}


def _described() -> dict[str, set[str]]:
    """Return the keys of each kind of event, by the package's own words."""
    table = timeline.__doc__.partition("its kind:")[2].split("=\n")[1]
    found: dict[str, set[str]] = {}
    for line in table.splitlines():
        if kind := re.match(r" {4}([a-z_]+) ", line):
            keys = found.setdefault(kind[1], set())
        # A value has double quotation marks there, too.
        keys |= set(re.findall(r"``(\w+)``", line)) - {"err"}
    for keys in found.values():
        if "line" in keys:
            keys.add("file")
    return found


KEYS = _described()


def _event(kind: str) -> st.SearchStrategy[dict]:
    always = (ALWAYS | ALWAYS_IN.get(kind, set())) & KEYS[kind]
    return st.fixed_dictionaries(
        {"t": TIMES, "e": st.just(kind)}
        | {key: VALUES[key] for key in always},
        optional={key: VALUES[key] for key in KEYS[kind] - always},
    )


# A kind that nobody has thought of, also with the name of something else.
UNKNOWN = st.fixed_dictionaries(
    {
        "t": TIMES,
        "e": st.sampled_from(["lock", "who", "names", "act", "task", "_"]),
    },
    optional={"by": ACTORS, "line": VALUES["line"], "task": NUMBERS},
)
EVENTS = st.lists(st.one_of(*map(_event, sorted(KEYS)), UNKNOWN), max_size=40)
EXITS = st.one_of(
    st.just({"how": "ok"}),
    st.just({"how": "deadlock"}),
    st.fixed_dictionaries(
        {"how": st.just("limit")}, optional={"message": NAMES}
    ),
    st.fixed_dictionaries(
        {"how": st.just("raised"), "exc": NAMES},
        optional={"message": NAMES, "line": VALUES["line"]},
    ),
    st.fixed_dictionaries(
        {"how": st.just("exit"), "code": st.integers(-15, 255)},
        optional={"message": NAMES},
    ),
    st.fixed_dictionaries(
        {"how": st.just("refused"), "message": NAMES},
        optional={"line": VALUES["line"]},
    ),
)


@st.composite
def recordings(draw: st.DrawFn) -> dict:
    """Make a recording up: events of any kind, in any order of them."""
    events = draw(EVENTS)
    if draw(st.booleans()):
        events.sort(key=lambda event: event["t"])
    tasks = [
        {"id": number + 1, "label": draw(NAMES)}
        | draw(
            st.fixed_dictionaries(
                {}, optional={"name": TEXTS, "internal": st.just(value=True)}
            )
        )
        for number in range(TASKS)
    ]
    threads = [
        {"id": number + 1, "label": draw(NAMES)}
        | draw(
            st.fixed_dictionaries({}, optional={"own": st.just(value=True)})
        )
        for number in range(THREADS)
    ]
    return {
        "schema": 1,
        "file": draw(NAMES),
        "exit": draw(EXITS),
        "tasks": tasks,
        "threads": threads,
        "simulated": draw(st.lists(st.sampled_from(["streams", "threads"]))),
        "notes": draw(st.lists(NAMES, max_size=2)),
        "events": events,
    }


def test_each_key_is_made_up() -> None:
    """The strategies know all kinds and keys that are described."""
    assert KEYS.keys() == schema.KINDS
    assert set().union(*KEYS.values()) == VALUES.keys()


@settings(
    deadline=None,
    derandomize=True,
    max_examples=300,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(recordings())
def test_any_recording_is_drawn_and_told(recording: dict) -> None:
    """The figure is well-formed; each row has words and a state."""
    drawn = ElementTree.fromstring(figure.html(recording, "key"))
    assert drawn.tag == "figure"
    assert page.page(recording, "")
    rows = words.tell(recording)
    assert all(row.text for row in rows)
    _, found = steps.attributes(recording, rows)
    assert len(found) == len(rows)
    assert words.summary(recording)
    told = [row.event for row in rows]
    for index, event in enumerate(recording["events"]):
        assert event["e"] in schema.KINDS or index in told
    again = json.loads(schema.dumps(recording))
    assert again == recording
    assert schema.canonical(schema.canonical(recording)) == schema.canonical(
        recording
    )
