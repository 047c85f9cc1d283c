"""Recordings as JSON: put together, canonical, written, read.

The package describes what is in one.
"""

import json
import re
from collections.abc import Callable

# The kinds of events. What reads a recording tells any other in a neutral way.
KINDS = {
    "create", "ready", "run", "wait", "yield", "end", "cancel", "timer",
    "untimer", "fire", "call", "block", "out", "thread", "pause",
    "thread_run", "thread_end", "deadlock", "limit",
}  # fmt: skip
ADDRESS = re.compile(r"\b0x[0-9a-f]{6,16}\b", re.IGNORECASE)
# Debug mode says in which line of Python's library a task was made.
MADE = re.compile(r"(?<=created at )[^\s'\"]*(/asyncio/\w+\.py):\d+")


def visit(visitor: object, event: dict, otherwise: Callable) -> object:
    """Call the method of a visitor for the kind of an event.

    It has the name of the kind, after an underscore. ``otherwise`` is called
    where there is none.
    """
    if event["e"] not in KINDS:
        return otherwise(event)
    return getattr(visitor, f"_{event['e']}", otherwise)(event)


def assemble(path: str, parts: list) -> dict:
    """Return the recording of a program from what its recorder reported.

    ``parts`` are pairs of a name (event, task, name, thread, simulated,
    note, exit) and a dictionary. Without an exit the program was ended from
    outside.
    """
    tasks: dict[int, dict] = {}
    threads, notes, events = [], [], []
    simulated: set[str] = set()
    ended = {"how": "limit"}
    for name, part in parts:
        if name == "event":
            events.append(part)
        elif name == "task":
            tasks[part["id"]] = dict(part)
        elif name == "name":
            tasks[part["id"]]["name"] = part["name"]
        elif name == "thread":
            threads.append(part)
            if not part.get("own"):
                simulated.add("threads")
        elif name == "simulated":
            simulated.add(part["what"])
        elif name == "note":
            notes.append(part["text"])
        elif name == "exit":
            ended = part
    return {
        "schema": 1,
        "file": path,
        "exit": ended,
        "tasks": list(tasks.values()),
        "threads": threads,
        "simulated": sorted(simulated),
        "notes": notes,
        "events": events,
    }


def canonical(recording: dict) -> dict:
    """Return the part of a recording that is the same on every Python.

    Left out are the message of an exception in Python's own words and all of
    standard error but the first line that a task wrote; what each run has
    of its own is taken out.
    """
    events = []
    for event in recording["events"]:
        if "real" in event:
            continue  # how busy the machine was
        if event.get("stream") == "err":
            before = events[-1] if events else {}
            if all(before.get(k) == event.get(k) for k in ("stream", "by")):
                continue
            first = event["text"].partition("\n")[0] + "\n"
            events.append(event | {"text": first})
        else:
            events.append(event)
    text = json.dumps(recording | {"events": events})
    return json.loads(stable(text))


def stable(text: str) -> str:
    """Take out of a text what each run, or each machine, has of its own:
    addresses, and the places of Python's library.
    """
    return MADE.sub(r"...\1", ADDRESS.sub("0x...", text))


def dumps(recording: dict) -> str:
    """Return the recording as JSON, one event a line."""
    head = {key: value for key, value in recording.items() if key != "events"}
    lines = [
        f" {json.dumps(key)}: {_line(value)},\n" for key, value in head.items()
    ]
    events = ",\n".join(f"  {_line(event)}" for event in recording["events"])
    return "{\n" + "".join(lines) + ' "events": [\n' + events + "\n ]\n}\n"


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def order(recording: dict) -> list[dict]:
    """Return the events without their times: what happened, in order."""
    timeless = {"t", "when", "until", "late", "dur"}
    return [
        {key: value for key, value in event.items() if key not in timeless}
        for event in recording["events"]
    ]
