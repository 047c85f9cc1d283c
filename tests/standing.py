"""How things stood in a run, found from its events in another way.

The site tells it by ``timeline.steps`` and the player; the tests compare.
"""

from timeline import words

STATES = {
    "run": "runs", "ready": "is ready", "yield": "is ready", "wait": "waits",
    "end": "ends",
}  # fmt: skip


def rows(recording: dict) -> list[list[dict]]:
    """Return, for each row of the table, all events up to it.

    A task that is created, or gives up its turn, is ready with the same row.
    """
    events = recording["events"]
    found = []
    for row in words.tell(recording):
        end = row.event + 1
        while end < len(events) and events[end].get("cause") in {
            "created", "yielded", "done already"
        }:  # fmt: skip
            end += 1
        found.append(events[:end])
    return found


def queue(recording: dict, events: list[dict]) -> list[str]:
    """Return the names of the tasks that are ready: not run since."""
    last = {
        event["task"]: (place, event["e"])
        for place, event in enumerate(events)
        if event["e"] in {"ready", "run"}
    }
    names = words.named(recording)
    return [
        names[f"task:{task}"]
        for task, (_, kind) in sorted(last.items(), key=lambda item: item[1])
        if kind == "ready"
    ]


def timers(recording: dict, events: list[dict]) -> list[str]:
    """Return a text for each timer that was set and has not gone."""
    gone = {
        event["timer"] for event in events if event["e"] in {"fire", "untimer"}
    }
    names = words.named(recording) | {"main": "the program"}
    texts = []
    for event in events:
        if event["e"] == "timer" and event["timer"] not in gone:
            whose = names[event["by"]]
            if event["kind"] == "timeout":
                whose = f"timeout of {whose}"
            elif event["kind"] != "sleep":
                whose = event["kind"]
            at = words.duration(event["when"])
            texts.append((event["when"], event["timer"], f"{at}: {whose}"))
    return [text for _, _, text in sorted(texts)]


def tasks(recording: dict, events: list[dict]) -> dict[str, tuple]:
    """Return, by its name, the state and the place of each task.

    One that ended stands somewhere only with the event that tells it.
    """
    found = {}
    for task in recording["tasks"]:
        key = f"task:{task['id']}"
        own = [
            event
            for event in events
            if event["e"] in STATES and event["task"] == task["id"]
        ]
        if not own:
            continue
        # What it causes while it waits, a callback does, somewhere else.
        lines, acts = [], False
        for event in events:
            if event in own:
                acts = event["e"] == "run"
            if "line" in event and (
                event in own or (acts and event.get("by") == key)
            ):
                lines.append(place(event))
        if own[-1]["e"] == "run" and not lines:
            lines = _next_lines(recording["events"][len(events) :], key)
        if own[-1]["e"] != "end" or events[-1] is own[-1]:
            found[words.named(recording)[key]] = (
                STATES[own[-1]["e"]],
                lines[-1] if lines else "",
            )
    return found


def place(event: dict) -> str:
    """Return the line of an event, with the file that is not the main one."""
    return f"{event.get('file', '')} {event['line']}".strip()


def _next_lines(events: list[dict], key: str) -> list[str]:
    """Return the place at which the task acts next in its turn, if it does."""
    for event in events:
        ends = event["e"] in {"wait", "yield", "end"}
        if event.get("by", f"task:{event.get('task')}") == key and (
            ends or "line" in event
        ):
            return [place(event)] if "line" in event else []
    return []


def printed(events: list[dict], stream: str) -> str:
    """Return all that was written to ``out`` or ``err``."""
    return "".join(
        event["text"]
        for event in events
        if event["e"] == "out" and event.get("stream", "out") == stream
    )
