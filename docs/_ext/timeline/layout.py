"""Lays a recording out along its lanes, for ``figure`` to draw.

A *lane* belongs to a task, a thread, the callbacks of the loop, or the code
outside of it. Along the lanes ``u`` counts pixels: inside a *band*, which is
one instant, whatever happens has a place of its own, and the *gap* between two
bands is wider where more time passes.
"""

from dataclasses import dataclass, field
from itertools import pairwise

from timeline import schema, words

# How many turns and lanes are drawn; more of them help nobody.
TURNS = 60
LANES = 40
# How many letters of what is awaited stand at a wait; a longer call says less
# than the name of what it calls.
LABEL = 24


@dataclass(frozen=True)
class Metrics:
    """How much room things take along the lanes, in pixels."""

    pad: float  # at both ends of a band
    lead: float  # from the beginning of a box to what happens in it
    step: float  # from one event in a turn to the next
    row: float  # from one note to the next
    box: float  # the least length of a box
    between: float  # from box to box
    gap: float  # the least length of a gap
    most: float  # the most


@dataclass
class Lane:
    """One lane, and what has begun on it but not ended."""

    name: str
    state: str = ""  # ready, waits, works (a thread), or nothing
    since: float = 0
    label: tuple[str, ...] = ()  # what it waits for: long, short
    box: float | None = None
    thrown: bool = False


@dataclass
class Plan:
    """Where everything is: ``u`` in pixels, lanes by their index."""

    lanes: list[Lane]
    left_out: int  # how many lanes are not drawn
    # By the index of an event, the place up to which it has happened.
    at: dict[int, float] = field(default_factory=dict)
    bands: list[tuple] = field(default_factory=list)  # u, end, t
    gaps: list[tuple] = field(default_factory=list)  # u, end, dur, blocked
    waits: list[tuple] = field(default_factory=list)  # lane, u, end, label
    overdue: list[tuple] = field(default_factory=list)  # lane, u, end, dur
    errors: list[tuple] = field(default_factory=list)  # lane, u, text
    readies: list[tuple] = field(default_factory=list)  # lane, u, end
    threads: list[tuple] = field(default_factory=list)  # lane, u, end
    boxes: list[tuple] = field(default_factory=list)  # lane, u, end, line, x
    # By lane and beginning of a box, its file where that is not the main one.
    elsewhere: dict[tuple, str] = field(default_factory=dict)
    arrows: list[tuple] = field(default_factory=list)  # kind, u, from, to
    marks: list[tuple] = field(default_factory=list)  # kind, lane, u
    notes: list[tuple] = field(default_factory=list)  # kind, u, text
    length: float = 0


def plan(recording: dict, metrics: Metrics) -> Plan:
    """Return the places of all that a recording tells.

    After ``TURNS`` turns the rest is left out.
    """
    placer = _Placer(recording, metrics)
    turns = 0
    for index, event in enumerate(recording["events"]):
        turns += event["e"] == "run"
        if turns > TURNS:
            total = sum(each["e"] == "run" for each in recording["events"])
            placer.stop("more", f"{total - TURNS:,} more turns")
            break
        placer.go_to(event["t"])
        placer.place(event)
        placer.plan.at[index] = placer.u
    placer.finish()
    return placer.plan


def lanes(recording: dict) -> dict[str, str]:
    """Return the names of the lanes by their key, in order of appearance."""
    names = words.named(recording)
    own = {
        f"thread:{thread['id']}"
        for thread in recording["threads"]
        if thread.get("own")
    }
    found: dict[str, str] = {}
    for event in recording["events"]:
        kind = event["e"]
        if kind == "create":
            key = f"task:{event['task']}"
            found[key] = names[key]
        elif kind == "thread":
            key = f"thread:{event['thread']}"
            found[key] = f"{names[key]}, in a thread"
        elif kind == "out" and event.get("by") in own:
            found[event["by"]] = f"{names[event['by']]}, a thread"
        elif kind == "call" or event.get("by") == "loop":
            found["loop"] = "callbacks"
        elif (
            kind in {"out", "block"}
            and event.get("by") == "main"
            # Of an error that ends the program the output tells enough.
            and event.get("stream") != "err"
        ):
            found["main"] = "outside the loop"
    return found


def _instant(t: int) -> int:
    """Return the time that stands at a band: what reads the same is the same
    instant. On a real clock no two things happen at one.
    """
    return t if t < 1000 else round(t, -3)  # noqa: PLR2004 (a millisecond)


def _unit(recording: dict) -> int:
    """Return the shortest time, in microseconds, between two instants."""
    times = sorted({_instant(event["t"]) for event in recording["events"]})
    return min((b - a for a, b in pairwise(times)), default=1)


class _Placer:
    """Goes through the events; ``u`` is the place of the one at hand."""

    def __init__(self, recording: dict, metrics: Metrics) -> None:
        keys = list(lanes(recording).items())
        self.plan = Plan(
            [Lane(name) for _, name in keys[:LANES]],
            max(0, len(keys) - LANES),
        )
        self.u = metrics.pad
        self._index = {
            key: number for number, (key, _) in enumerate(keys[:LANES])
        }
        self._metrics = metrics
        self._unit = _unit(recording)
        self._t = 0
        self._band = 0.0
        self._noted = -metrics.row
        self._late: dict[str, int] = {}
        # The task of the last turn, while nothing else has happened.
        self._ended: int | None = None

    def place(self, event: dict) -> None:
        """Place an event; of a kind of later days the table tells alone."""
        schema.visit(self, event, lambda _: None)

    # Time.

    def go_to(self, t: int) -> None:
        """Leave the band where time has passed."""
        if _instant(t) > _instant(self._t):
            self._close_callbacks()
            self._gap(t, blocked=False)

    def _gap(self, t: int, *, blocked: bool) -> None:
        self._end_band()
        duration = t - self._t
        metrics = self._metrics
        # A wall is wide enough for the words above it.
        least = metrics.gap * (2 if blocked else 1)
        width = least * (duration / self._unit) ** 0.6
        end = self.u + min(round(width), metrics.most)
        self.plan.gaps.append((self.u, end, duration, blocked))
        self._band, self._t, self._ended = end, t, None
        self.u = end + metrics.pad

    def _end_band(self) -> None:
        self.u += self._metrics.pad
        self.plan.bands.append((self._band, self.u, self._t))

    def stop(self, kind: str, text: str) -> None:
        """Mark where the run, or what is drawn of it, comes to a stop."""
        self._close_callbacks()
        self.u += self._metrics.step
        self._note(kind, text)
        self.plan.marks.append((kind, 0, self.u))

    def finish(self) -> None:
        """End whatever has begun."""
        self._close_callbacks()
        for number, lane in enumerate(self.plan.lanes):
            if lane.box is not None:
                self._close(number, None)
        self._end_band()
        for number in range(len(self.plan.lanes)):
            self._leave(number, self.u)
        self.plan.length = self.u

    # Lanes.

    def _lane(self, by: str) -> int | None:
        """Return the lane of who acts, if it has one; a callback begins."""
        number = self._index.get(by)
        if (
            number is not None
            and by in {"loop", "main"}
            and self.plan.lanes[number].box is None
        ):
            self._close_callbacks()
            self._open(number)
        return number

    def _task(self, event: dict) -> int | None:
        return self._index.get(f"task:{event['task']}")

    def _leave(self, number: int, u: float, late: int = 0) -> None:
        """End the stretch of a lane: ready, waiting, at work."""
        lane = self.plan.lanes[number]
        if lane.state == "ready":
            self.plan.readies.append((number, lane.since, u))
        elif lane.state == "works":
            self.plan.threads.append((number, lane.since, u))
        elif lane.state == "waits":
            due = self._due(u, late) if late else u
            self.plan.waits.append((number, lane.since, due, lane.label))
            if late:
                self.plan.overdue.append((number, due, u, late))
        lane.state = ""

    def _due(self, u: float, late: int) -> float:
        """Return where, in the gap before ``u``, something was due."""
        due = self._t - late
        for start, end, duration, _ in reversed(self.plan.gaps):
            before = self._t - duration
            if due >= before:
                return start + (end - start) * (due - before) / duration
        return u

    def _enter(self, number: int, state: str, u: float) -> None:
        lane = self.plan.lanes[number]
        lane.state, lane.since = state, u

    def _open(self, number: int) -> None:
        self.u += self._metrics.between
        self._leave(number, self.u)
        self.plan.lanes[number].box = self.u
        self.u += self._metrics.lead

    def _close(self, number: int, line: int | None, file: str = "") -> None:
        lane = self.plan.lanes[number]
        if lane.box is None:
            return
        self.u = max(
            self.u + self._metrics.lead / 2, lane.box + self._metrics.box
        )
        self.plan.boxes.append((number, lane.box, self.u, line, lane.thrown))
        if file:
            self.plan.elsewhere[number, lane.box] = file
        lane.box, lane.thrown = None, False

    def _close_callbacks(self) -> None:
        for key in "loop", "main":
            number = self._index.get(key)
            if number is not None and self.plan.lanes[number].box is not None:
                self._close(number, None)

    def _note(self, kind: str, text: str) -> None:
        self.u = max(self.u, self._noted + self._metrics.row)
        self.plan.notes.append((kind, self.u, text))
        self._noted = self.u

    def _arrow(self, kind: str, source: int | None, target: int) -> None:
        if source is not None and source != target:
            self.plan.arrows.append((kind, self.u, source, target))

    # One method for each kind of event.

    def _create(self, event: dict) -> None:
        source, target = self._lane(_by(event)), self._task(event)
        self.u += self._metrics.step
        if target is not None:
            self._arrow("create", source, target)
            self._enter(target, "ready", self.u)

    def _ready(self, event: dict) -> None:
        number = self._task(event)
        if number is None or event["cause"] == "created":
            return
        source = self._lane(_by(event))
        if event["cause"] == "cancelled":
            # The arrow of the cancellation says as much.
            u = self.u
        elif source is not None and source == self._ended:
            u = self.u - self._metrics.lead / 2
            self.plan.arrows.append(("wake", u, source, number))
        else:
            if source is not None:
                self.u += self._metrics.step
            u = self.u
            self._arrow("wake", source, number)
        if event["cause"] == "timer":
            self.plan.marks.append(("timer", number, u))
        late = self._late.pop(_by(event), 0)
        self._leave(number, u, late)
        if late:
            self._note("lateness", f"{words.duration(late)} late")
        self._enter(number, "ready", u)

    def _run(self, event: dict) -> None:
        self._close_callbacks()
        self._ended = None
        number = self._task(event)
        if number is None:
            self.u += self._metrics.box
            return
        self._open(number)
        if throw := event.get("throw"):
            self.plan.lanes[number].thrown = True
            self._note("thrown", f"{throw}!")

    def _stop_turn(self, event: dict, note: str) -> int | None:
        number = self._task(event)
        if number is not None:
            self._note("turn", note)
            self._close(number, event.get("line"), event.get("file", ""))
            self._ended = number
        return number

    def _wait(self, event: dict) -> None:
        number = self._stop_turn(event, _awaited(event, "waits"))
        if number is not None:
            self.plan.lanes[number].label = _label(event)
            self._enter(number, "waits", self.u)

    def _yield(self, event: dict) -> None:
        number = self._stop_turn(event, _awaited(event, "gives up its turn"))
        if number is not None:
            self._enter(number, "ready", self.u)

    def _end(self, event: dict) -> None:
        how = event["how"]
        value = event.get("value")
        says = {
            "returned": f"return {value}" if value else "ends",
            "raised": f"raises {words.error(event)}",
            "cancelled": "ends, cancelled",
            "destroyed": "destroyed while pending",
        }
        number = self._stop_turn(event, says.get(how, how))
        if number is not None:
            self._leave(number, self.u)
            self.plan.marks.append((how, number, self.u))
        if number is not None and how == "raised":
            self.plan.errors.append((number, self.u, words.error(event)))

    def _cancel(self, event: dict) -> None:
        number = self._task(event)
        source = self._lane(_by(event))
        if number is None:
            return
        if source is None:
            self.plan.marks.append(("timeout", number, self.u))
            return
        self.u += self._metrics.step
        kind = "cancel" if event.get("accepted") else "vain"
        self._arrow(kind, source, number)

    def _timer(self, event: dict) -> None:
        """Draw nothing: a wait says until when."""

    def _untimer(self, event: dict) -> None:
        """Draw nothing: what goes on shows that the timer is gone."""

    def _fire(self, event: dict) -> None:
        self._close_callbacks()
        if late := event.get("late"):
            self._late[f"timer:{event['timer']}"] = late

    def _call(self, event: dict) -> None:
        self._close_callbacks()
        self._lane("loop")
        self._note("turn", f"{event['fn']}()")

    def _block(self, event: dict) -> None:
        number = self._lane(_by(event))
        self.u += self._metrics.step
        self._gap(
            self._t + event["dur"],
            blocked=number is not None and _by(event) != "main",
        )

    def _out(self, event: dict) -> None:
        number = self._lane(_by(event))
        if number is None:
            return
        self.u += self._metrics.step
        for line in event["text"].rstrip("\n").split("\n")[:3]:
            self._note("out", line)
        self.plan.marks.append(("out", number, self.u))

    def _thread(self, event: dict) -> None:
        number = self._index.get(f"thread:{event['thread']}")
        source = self._lane(_by(event))
        self.u += self._metrics.step
        if number is not None:
            self._arrow("create", source, number)
            waits = event.get("waits")
            self.plan.lanes[number].label = ("a free thread", "thread")
            self._enter(number, "waits" if waits else "works", self.u)

    def _thread_run(self, event: dict) -> None:
        number = self._index.get(f"thread:{event['thread']}")
        if number is not None:
            self._leave(number, self.u)
            self._enter(number, "works", self.u)

    def _pause(self, event: dict) -> None:
        """Draw nothing: a thread that sleeps is at work."""

    def _thread_end(self, event: dict) -> None:
        number = self._index.get(f"thread:{event['thread']}")
        if number is not None:
            self._leave(number, self.u)

    def _deadlock(self, event: dict) -> None:
        self.stop("deadlock", "deadlock")

    def _limit(self, event: dict) -> None:
        self.stop("more", "the recording ends")


def _awaited(event: dict, otherwise: str) -> str:
    text = event.get("text")
    return f"await {text}" if text else otherwise


def _by(event: dict) -> str:
    """Return who acts; an empty text, which has no lane, where unknown."""
    return event.get("by", "")


def _label(event: dict) -> tuple[str, ...]:
    """Return what to write at a wait: the long and the short form."""
    if "until" in event:
        left = words.duration(event["until"] - event["t"])
        return f"sleep {left}", left
    kind = event.get("on", "")
    name = {"TaskGroup": "task group"}.get(kind, kind)
    if name in {"gather", "task group"}:
        return (name,)
    text = event.get("text", "")
    return (text, name) if 0 < len(text) <= LABEL else (name,)
