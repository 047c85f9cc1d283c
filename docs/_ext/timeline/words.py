"""Tells a recording in words: names, sentences, a summary.

Everything here is plain text, for a figure, a table or a screen reader.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from timeline import schema

# How many events the table tells; more of them help nobody.
ROWS = 200
# From so many seconds on, a time is written in hours, minutes and seconds.
LONG = 600

EXITS = {
    "deadlock": "It ends in a deadlock.",
    "limit": "The recording does not reach its end.",
    "refused": "The program could not be started.",
}
# What a task is ready for, by the cause of the event ``ready``.
CAUSES = {
    "timer": "its sleep is over",
    "finished": "{by} has ended",
    "set": "{by} woke it",
    "cancelled": "{by} cancelled it",
    "thread": "{by} is done",
    "stream": "{by} wrote to its stream",
    "connection": "its connection is made, or refused",
    "data": "data arrived",
    "room": "there is room to send",
    "signal": "a signal arrived",
    "other thread": "another thread woke it",
    "callback": "{by} woke it",
}
# Why the loop calls what no code of the program in it has scheduled.
CALLS = {
    "data": CAUSES["data"],
    "room": CAUSES["room"],
    "signal": CAUSES["signal"],
    "other thread": "another thread asked for it",
}
# Who acts where the recorder did not see it: a thread of the program's own, a
# process, the system.
UNSEEN = "something outside the loop"
# The causes that no row tells, as the row before tells as much.
UNTOLD = {"created", "yielded", "done already"}


@dataclass(frozen=True)
class Row:
    """What happened at ``t`` microseconds, and at which line of the program.

    ``event`` is the index, in the recording, of the event that it tells.
    """

    event: int
    t: int
    line: int | None
    text: str
    file: str = ""

    @property
    def place(self) -> str:
        """Return where it happened: ``16``, ``board.py 16`` or nothing."""
        return place({"line": self.line, "file": self.file})


def place(event: dict) -> str:
    """Return where an event happened: ``16``, ``board.py 16`` or nothing."""
    if event.get("line") is None:
        return ""
    return f"{event.get('file') or ''} {event['line']}".lstrip()


def duration(microseconds: int) -> str:
    """Return a time as a person writes it, such as ``0.4 s``."""
    if 0 < microseconds < 1000:  # noqa: PLR2004 (less than a millisecond)
        return f"{microseconds} µs"
    seconds, rest = divmod(microseconds, 1_000_000)
    if seconds < LONG:
        return f"{seconds + round(rest / 1e6, 3):g} s"
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    parts = (hours, "h"), (minutes, "min"), (seconds, "s")
    return " ".join(f"{count} {unit}" for count, unit in parts if count)


def counted(count: int, noun: str) -> str:
    """Return ``1 task`` or ``2 tasks``."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def listed(items: list[str], most: int = 4) -> str:
    """Return ``a, b and c``; of many, only the first ones."""
    if len(items) > most:
        items = [*items[: most - 1], f"{len(items) - most + 1} more"]
    *first, last = items
    return f"{', '.join(first)} and {last}" if first else last


def named(recording: dict) -> dict[str, str]:
    """Return the name of each task and thread, by its key in ``by``.

    Where several have the same one, they are numbered.
    """
    found = {
        f"task:{task['id']}": task.get("name") or task["label"]
        for task in recording["tasks"]
    } | {
        f"thread:{thread['id']}": thread["label"]
        for thread in recording["threads"]
    }
    same = Counter(found.values())
    seen: Counter[str] = Counter()
    names = {}
    for key, name in found.items():
        seen[name] += 1
        names[key] = name if same[name] == 1 else f"{name} #{seen[name]}"
    return names


def quoted(text: str) -> str:
    """Return the first line of what was printed, in quotation marks."""
    first, *rest = text.rstrip("\n").split("\n")
    more = f" and {counted(len(rest), 'more line')}" if rest else ""
    return f"“{first}”{more}"


def summary(recording: dict) -> str:
    """Return what became of the tasks, in one or two sentences."""
    events = recording["events"]
    turns = sum(event["e"] == "run" for event in events)
    took = duration(events[-1]["t"]) if events else "0 s"
    time = "while no time passed" if took == "0 s" else f"in {took}"
    ended = Counter(event["how"] for event in events if event["e"] == "end")
    unended = len(recording["tasks"]) - ended.total()
    if unended:
        ended["did not end"] = unended
    fates = [f"{count:,} {how}" for how, count in ended.items()]
    if list(ended.values()) == [1]:
        fates = list(ended)
    tasks = counted(len(recording["tasks"]), "task")
    took = f"{tasks} took {counted(turns, 'turn')} {time}"
    sentences = [f"{took}: {', '.join(fates)}."]
    if not recording["tasks"]:
        calls = sum(event["e"] == "call" for event in events)
        ran = f"No tasks: {counted(calls, 'callback')} ran {time}."
        sentences = [ran if calls else "No event loop ran."]
    if recording["exit"]["how"] == "refused":
        sentences = []
    blocked = sum(
        event["dur"]
        for event in events
        if event["e"] == "block" and event.get("by") != "main"
    )
    if blocked:
        sentences.append(f"For {duration(blocked)} the loop was blocked.")
    if simulated := recording["simulated"]:
        sentences.append(f"Simulated: {listed(simulated)}.")
    if events and events[-1]["e"] == "limit":
        sentences.append(events[-1]["message"])
    sentences.append(EXITS.get(recording["exit"]["how"], ""))
    return " ".join(filter(None, sentences))


def tell(recording: dict) -> list[Row]:
    """Return the rows of the table."""
    teller = _Teller(recording)
    rows = []
    for index, event in _joined(recording["events"]):
        text = teller.tell(event)
        if text and len(rows) == ROWS:
            more = counted(len(recording["events"]) - index, "more event")
            text = f"The table ends here; the recording has {more}."
            return [*rows, Row(index, event["t"], None, text)]
        if text:
            file = event.get("file", "")
            rows.append(Row(index, event["t"], event.get("line"), text, file))
    if last := _last(recording["exit"]):
        end = recording["events"][-1]["t"] if rows else 0
        index = len(recording["events"]) - 1
        line, file = (recording["exit"].get(key) for key in ("line", "file"))
        rows.append(Row(index, end, line, last, file or ""))
    return rows


def _joined(events: list[dict]) -> Iterator[tuple[int, dict]]:
    """Yield each event with its index, but what Python itself writes to
    standard error in one go, such as a traceback, only once, with the last.
    """
    text = ""
    for index, (event, after) in enumerate(zip_longest(events, events[1:])):
        text += event.get("text", "") if _is_pythons(event) else ""
        if text and after and _is_pythons(after) and _same(event, after):
            continue
        yield index, event | {"text": text} if text else event
        text = ""


def _is_pythons(event: dict) -> bool:
    return event.get("stream") == "err" and "line" not in event


def _same(event: dict, after: dict) -> bool:
    return (event["t"], event.get("by")) == (after["t"], after.get("by"))


def _last(ended: dict) -> str:
    message = ended.get("message", "")
    if ended["how"] == "raised":
        return f"The program ends with {error(ended)}."
    if ended["how"] == "exit":
        return f"The program exits with status {ended.get('code', 0)}."
    if ended["how"] == "refused":
        return f"The program could not be started: {message}."
    return message if ended["how"] == "limit" else ""


def error(event: dict) -> str:
    """Return an exception as Python tells it, in a line."""
    message = event.get("message", "").partition("\n")[0]
    name = event.get("exc", "an exception")
    return f"{name}: {message}" if message else name


class _Teller:
    """Has a method for each kind of event.

    It returns a sentence, or None where another event says as much.
    """

    def tell(self, event: dict) -> str | None:
        """Return the sentence for an event, also for a kind of later days."""
        return schema.visit(self, event, self._unknown)

    def __init__(self, recording: dict) -> None:
        self._names = named(recording)
        self._labels = {
            task["id"]: task["label"] for task in recording["tasks"]
        }
        self._timers: dict[int, str] = {}
        self._late: dict[str, str] = {}
        self._begun: set[int] = set()

    def _unknown(self, event: dict) -> str:
        return f"Something happens that has no words here: {event['e']}"

    def _who(self, event: dict) -> str:
        by = event.get("by", "")
        others = {"": UNSEEN, "loop": "a callback", "main": "the program"}
        if by.startswith("timer:"):
            kind = self._timers.get(int(by.removeprefix("timer:")))
            return "the timeout" if kind == "timeout" else "a timer"
        return others.get(by) or self._names.get(by, by)

    def _subject(self, event: dict) -> str:
        """Return who acts, to begin a sentence with.

        A name stays as the program writes it.
        """
        who = self._who(event)
        if event.get("by") in self._names:
            return who
        return who[:1].upper() + who[1:]

    def _task(self, event: dict) -> str:
        return self._names[f"task:{event['task']}"]

    def _create(self, event: dict) -> str:
        task, label = self._task(event), self._labels[event["task"]]
        how = "is to begin at once" if event.get("eager") else "is ready"
        named = "" if task.startswith(label) else f" to run {label}"
        return f"{self._subject(event)} makes the task {task}{named}; it {how}"

    def _ready(self, event: dict) -> str | None:
        cause = event["cause"]
        if cause in UNTOLD:
            return None
        by = self._who(event)
        if cause == "timer" and by == "the timeout":
            cause = "cancelled"
        if by == self._task(event) and cause in {"set", "callback"}:
            by = "a callback that it asked for"
        late = self._late.get(event.get("by", ""), "")
        why = CAUSES.get(cause, cause).format(by=by)
        return f"{self._task(event)} is ready: {why}{late}"

    def _run(self, event: dict) -> str:
        task = self._task(event)
        first = event["task"] not in self._begun
        self._begun.add(event["task"])
        if throw := event.get("throw"):
            if first:
                return f"{task} never begins: {throw} is raised at once"
            return f"{task} goes on: {throw} is raised at its await"
        return f"{task} {'begins' if first else 'goes on'}"

    def _wait(self, event: dict) -> str:
        text = event.get("text")
        awaits = (
            f"{self._task(event)} awaits {text}: it"
            if text
            else (self._task(event))
        )
        if "until" in event:
            return f"{awaits} waits until {duration(event['until'])}"
        if tasks := event.get("tasks"):
            names = [self._names[f"task:{number}"] for number in tasks]
            return f"{awaits} waits for {listed(names)}"
        # Not in the program's own lines, but in something of asyncio.
        inside = f" in {event['on']}" if "on" in event and not text else ""
        return f"{awaits} has to wait{inside}"

    def _yield(self, event: dict) -> str:
        text = event.get("text")
        awaits = f" awaits {text}: it" if text else ""
        return (
            f"{self._task(event)}{awaits} gives up its turn and is ready again"
        )

    def _end(self, event: dict) -> str:
        task = self._task(event)
        if event["how"] == "raised":
            return f"{task} ends with {error(event)}"
        if event["how"] == "cancelled":
            return f"{task} ends, cancelled"
        if event["how"] == "destroyed":
            return f"{task} ends, destroyed while pending"
        value = event.get("value")
        return f"{task} ends" + (f" and returns {value}" if value else "")

    def _cancel(self, event: dict) -> str:
        by = self._subject(event)
        if event.get("why") == "asyncio.run":
            by = "asyncio.run"
        elif event.get("why") == "task group":
            by = f"The task group, as {self._who(event)} failed,"
        late = "" if event.get("accepted") else ", which has ended already"
        return f"{by} cancels {self._task(event)}{late}"

    def _timer(self, event: dict) -> str | None:
        kind = self._timers[event["timer"]] = event["kind"]
        when = duration(event["when"])
        if kind == "sleep":
            return None
        by = self._subject(event)
        if kind == "timeout":
            return f"{by} sets a timeout for {when}"
        return f"{by} asks the loop to call {kind} at {when}"

    def _untimer(self, event: dict) -> str | None:
        kind = self._timers.get(event["timer"])
        if kind == "sleep":
            return None
        what = "the timeout" if kind == "timeout" else f"the call of {kind}"
        if kind is None:
            what = "a timer"
        return f"{self._subject(event)} calls off {what}"

    def _fire(self, event: dict) -> None:
        if late := event.get("late"):
            self._late[f"timer:{event['timer']}"] = f", {duration(late)} late"

    def _call(self, event: dict) -> str:
        by = event.get("by", "")
        if by.startswith("timer:"):
            late = self._late.get(by, "")
            return f"The loop calls {event['fn']}: its time has come{late}"
        if why := event.get("why"):
            return f"The loop calls {event['fn']}: {CALLS.get(why, why)}"
        return f"The loop calls {event['fn']}, as {self._who(event)} asked"

    def _block(self, event: dict) -> str:
        what = "is busy" if event.get("by") == "main" else "blocks the loop"
        if real := event.get("real"):
            return (
                f"{self._subject(event)} {what} for {duration(real)} of real "
                "time, while the clock of this recording stands"
            )
        return f"{self._subject(event)} {what} for {duration(event['dur'])}"

    def _out(self, event: dict) -> str:
        where = " to standard error" if event.get("stream") == "err" else ""
        return f"{self._subject(event)} prints {quoted(event['text'])}{where}"

    def _thread(self, event: dict) -> str:
        thread = self._names[f"thread:{event['thread']}"]
        waits = ", and none is free" if event.get("waits") else ""
        return f"{self._subject(event)} hands {thread} to a thread{waits}"

    def _thread_run(self, event: dict) -> str:
        thread = self._names[f"thread:{event['thread']}"]
        return f"{thread} begins, as a thread is free"

    def _pause(self, event: dict) -> str:
        thread = self._names[f"thread:{event['thread']}"]
        return f"{thread} sleeps for {duration(event['dur'])}, in its thread"

    def _thread_end(self, event: dict) -> str:
        thread = self._names[f"thread:{event['thread']}"]
        return f"{thread} is done"

    def _deadlock(self, event: dict) -> str:
        waiting = event.get("waiting", [])
        names = [self._names[f"task:{number}"] for number in waiting]
        if not names:
            return "Nothing can ever go on, and the program is ended here"
        waits = "wait" if len(names) > 1 else "waits"
        return (
            f"Nothing can ever go on: {listed(names)} {waits} for ever, and "
            "the program is ended here"
        )

    def _limit(self, event: dict) -> str:
        return event["message"]
