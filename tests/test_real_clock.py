"""On the real clock, the loop does the same in the same order.

Waiting takes as long as it does, and the machine may be busy with something
else. While the loop cannot run, deadlines pass, and what was to happen at two
moments happens at one. As long as a run stood still for less than lies between
any two moments of the recording, that cannot change an order, so a difference
is one. A run that stood still for longer proves nothing, and is repeated.
"""

import itertools
import json
import math
from collections.abc import Callable

import pytest

import recordings
import run_example
from recordings import Example
from timeline import schema

TRIES = 5
# How many microseconds are nothing but rounding.
ROUNDING = 10
# By how much an event may be late, beside what the machine took.
LATE = 2


def difference(recorded: dict, real: dict) -> str:
    """Show how the order of events differs; times do not count."""
    return run_example.diff("order", _order(recorded), _order(real))


def _order(recording: dict) -> str:
    # On the real clock a block is told when it is over, and without its line.
    return "\n".join(
        run_example.TIME.sub("", json.dumps(event))
        for event in schema.order(recording)
        if event["e"] != "block"
    )


def untimely(recorded: dict, real: dict) -> list[tuple[int, int, dict]]:
    """Return what was early, or too late: the microseconds that were recorded,
    those of this run, and the event. The order must be the same.
    """
    events, others = (
        [each for each in recording["events"] if each["e"] != "block"]
        for recording in (recorded, real)
    )
    stood = max(0, standstill(recorded, real))
    return [
        (old["t"], new["t"], new)
        for old, new in zip(events, others, strict=True)
        if not old["t"] <= new["t"] + ROUNDING
        or not new["t"] <= old["t"] * LATE + stood + ROUNDING
    ]


def standstill(recorded: dict, real: dict) -> int:
    """Return for how many microseconds the loop could not go on, though
    nothing that it waited for was still to come.

    What the program itself blocks is not counted.
    """
    stood, last = 0, 0
    deadlines = {}
    for event in real["events"]:
        if event["e"] == "block":
            continue
        if event["e"] == "timer":
            deadlines[event["timer"]] = event["when"]
        due = deadlines[event["timer"]] if event["e"] == "fire" else 0
        stood += max(0, event["t"] - max(last, due))
        last = event["t"]
    # A loop may have a clock of its own, which knows nothing of that.
    blocked = (
        each["dur"]
        for each, after in itertools.pairwise(recorded["events"])
        if each["e"] == "block" and after["t"] > each["t"]
    )
    return stood - sum(blocked)


def room(recorded: dict) -> float:
    """Return the microseconds between the two closest moments."""
    moments = sorted(
        {event["t"] for event in recorded["events"]}
        | {event["when"] for event in recorded["events"] if "when" in event}
    )
    pairs = itertools.pairwise(moments)
    return min((after - before for before, after in pairs), default=math.inf)


def wrong(example: Example, recorded: dict, tries: int = TRIES) -> str:
    """Say how the example differs on the real clock from what is recorded."""
    stood = []
    for _ in range(tries):
        _, real = run_example.record_again(example, virtual=False)
        found = difference(recorded, real)
        stood.append(standstill(recorded, real))
        if found and stood[-1] < room(recorded):
            return (
                f"On the real clock {example.shown_path} does something else "
                f"than its recording:\n\n{found}\n\n"
                "If its tasks meet at one instant, give them distinct delays."
            )
        if not found:
            mistimed = untimely(recorded, real)
            return f"{example.shown_path}: {mistimed}" if mistimed else ""
    return (
        f"On the real clock, none of {tries} runs of {example.shown_path} was "
        f"like its recording:\n\n{found}\n\nThey stood still for {stood} "
        "microseconds: the machine is too busy, or the example is itself."
    )


def _is_comparable(example: Example) -> bool:
    """Say whether its order is the same on the real clock.

    It is not promised where threads or sockets were simulated, or where the
    example is declared to race; and a deadlock would last for ever.
    """
    path = example.beside(".json")
    if not path.exists() or example.beside(".race").exists():
        return False
    recorded = recordings.load_events(path)
    return not (
        recorded["threads"]
        or recorded["simulated"]
        or recorded["exit"]["how"] == "deadlock"
    )


@pytest.mark.parametrize(
    "example",
    [*filter(_is_comparable, recordings.all_examples())],
    ids=lambda example: example.name,
)
def test_example_does_the_same_on_the_real_clock(example: Example) -> None:
    """Record it with the ordinary selector."""
    lacking = run_example.missing(example)
    if lacking:
        pytest.skip(f"{example.name} {lacking}")
    recorded = recordings.load_events(example.events_path())
    if message := wrong(example, recorded):
        pytest.fail(message, pytrace=False)


TWO = """\
import asyncio
import time

async def say(what, delay):
    await asyncio.sleep(delay)
    print(what)

async def main():
    await asyncio.gather(say("tea", 0.1), say("toast", 0.2))

asyncio.run(main())
"""
# On the clock that skips waiting, calculating takes no time.
CALCULATES = """\
import asyncio
import time

async def grind():
    end = time.process_time() + 0.3
    while time.process_time() < end:
        pass
    await asyncio.sleep(0.1)
    print("ground")

async def main():
    grinding = asyncio.create_task(grind())
    await asyncio.sleep(0.2)
    print("tea")
    await grinding

asyncio.run(main())
"""


def test_another_order_is_found(
    make_example: Callable[[str], Example],
) -> None:
    """The same program is right, and another one is not."""
    example = make_example(TWO)
    _, recorded = run_example.record_again(example)
    assert wrong(example, recorded) == ""
    changed = make_example(TWO.replace("0.2", "0.05"))
    message = wrong(changed, recorded)
    assert message.startswith("On the real clock")
    assert '"toast\\n"' in message


def test_a_program_that_calculates_is_found(
    make_example: Callable[[str], Example],
) -> None:
    """Its recording is not what happens, and it is told from other runs."""
    example = make_example(CALCULATES)
    _, recorded = run_example.record_again(example)
    message = wrong(example, recorded, tries=2)
    assert "none of 2 runs" in message
    assert '"ground\\n"' in message


def _fire(*times: int) -> dict:
    """Return a recording in which a timer is set for each of the times, and
    fires then, or where a pair is given, at the second.
    """
    pairs = [
        each if isinstance(each, tuple) else (each, each) for each in times
    ]
    return {
        "events": [
            *(
                {"t": 0, "e": "timer", "timer": number, "when": when}
                for number, (when, _) in enumerate(pairs)
            ),
            *(
                {"t": fired, "e": "fire", "timer": number}
                for number, (_, fired) in enumerate(pairs)
            ),
        ]
    }


@pytest.mark.parametrize(
    ("when", "fired", "found"),
    [
        (100_000, 100_000, False),
        (99_995, 99_995, False),
        (99_000, 99_000, True),
        (150_000, 150_000, False),
        (210_000, 210_000, True),
        (100_000, 3_000_000, False),
    ],
)
def test_time_has_a_tolerance(when: int, fired: int, found: bool) -> None:
    """The loop may wait for longer, and the machine may be busy; but nothing
    may be early.
    """
    real = _fire((when, fired))
    assert bool(untimely(_fire(100_000), real)) is found


def test_standing_still_is_not_waiting() -> None:
    """A timer that fires late, and all else that takes time, is counted; what
    the program blocked is not.
    """
    recorded = _fire(100_000, 300_000)
    real = _fire((100_000, 150_000), (300_000, 300_000))
    assert standstill(recorded, real) == 50_000
    real = _fire((100_000, 400_000), (300_000, 410_000))
    assert standstill(recorded, real) == 310_000
    block = {"t": 0, "e": "block", "dur": 250_000}
    recorded["events"].insert(2, block)
    assert standstill(recorded, real) == 60_000


def test_a_clock_that_misses_a_block_does_not_count_it() -> None:
    """The clock of a loop of its own may not move meanwhile."""
    real = _fire((100_000, 400_000))
    recorded = _fire(0, 100_000)
    recorded["events"].insert(2, {"t": 0, "e": "block", "dur": 250_000})
    assert standstill(recorded, real) == 300_000


def test_room_is_between_moments() -> None:
    """Timers that never fire count, too."""
    assert room(_fire(100_000, 250_000)) == 100_000
    recorded = _fire(100_000)
    recorded["events"].append({"t": 0, "e": "timer", "when": 130_000})
    assert room(recorded) == 30_000
    assert room({"events": []}) == math.inf
