"""Tells how things stand at each row of the table, for the step player.

A page carries only what changes from row to row, in attributes of the table
and of its rows, which ``player.js`` reads:

``data-names``
    on the table: names of tasks and others, and texts for timers, one a line.
    Below they are numbers, from 0.
``data-now``
    what changed with the row, in pieces with a blank between them:

    ======== ==============================================================
    ``0w16`` the first name waits at line 16; ``a`` instead of ``w``: it
             acts, has its turn; ``r``: it is ready; ``e``: it ends here.
             The line is left out where none is known; ``0w@5`` is at a
             line of another file, which the sixth name tells
    ``0``    the first name stands nowhere any more
    ``q1,2`` who is in the ready queue, next one first
    ``t3,4`` the timers, next one first
    ======== ==============================================================
``data-out``, ``data-err``
    what the row printed, to standard output and to standard error
"""

from html import escape

from timeline import schema, words

# How many letters of output a page carries for the player; more help nobody.
OUTPUT = 20_000

# They stand somewhere only while they act.
PASSING = {"main": "the program", "loop": "a callback"}


class _State:
    """How things stand after some events; a method for each kind.

    Of who stands where, the key is one of ``by``, and the value is a letter,
    as above, and a place as ``words`` tells it.
    """

    def __init__(self, recording: dict) -> None:
        self.names = words.named(recording) | PASSING
        self.stands: dict[str, tuple[str, str]] = {}
        self.queue: list[str] = []
        self._timers: dict[int, tuple[int, str]] = {}
        self.out = self.err = ""
        self._left = OUTPUT
        self._first_places = iter(_first_places(recording["events"]))

    def add(self, event: dict) -> None:
        """Take in the next event."""
        schema.visit(self, event, self._act)

    def timers(self) -> list[str]:
        """Return a text for each timer that is set, in order."""
        due = sorted(
            (when, number, text)
            for number, (when, text) in self._timers.items()
        )
        return [f"{words.duration(when)}: {text}" for when, _, text in due]

    def turn_page(self) -> None:
        """Forget what is of one row alone: endings, and what was printed."""
        for who in [who for who, at in self.stands.items() if at[0] == "e"]:
            del self.stands[who]
        self.out = self.err = ""

    def _stand(self, who: str, state: str, event: dict) -> None:
        before = self.stands.get(who, ("", ""))[1]
        self.stands[who] = state, words.place(event) or before

    def _pass(self) -> None:
        for who in PASSING:
            self.stands.pop(who, None)

    def _act(self, event: dict) -> None:
        if "line" in event and event.get("by") in self.names:
            if self.stands.get(event["by"], "a")[0] in "wr":
                return  # a callback that it caused acts, and it stays there
            if event["by"] not in PASSING:
                self._pass()
            self._stand(event["by"], "a", event)

    # One method for each kind of event that does more.

    def _ready(self, event: dict) -> None:
        task = f"task:{event['task']}"
        self.queue.append(task)
        self._stand(task, "r", {})

    def _run(self, event: dict) -> None:
        self._pass()
        task = f"task:{event['task']}"
        if task in self.queue:  # not so one that is eager
            self.queue.remove(task)
        # One of which no line is known yet stands where it acts next.
        first = next(self._first_places)
        known = self.stands.get(task, ("", ""))[1]
        self.stands[task] = "a", known or first

    def _wait(self, event: dict) -> None:
        self._stand(f"task:{event['task']}", "w", event)

    def _yield(self, event: dict) -> None:
        self._stand(f"task:{event['task']}", "r", event)

    def _end(self, event: dict) -> None:
        self._stand(f"task:{event['task']}", "e", event)

    def _timer(self, event: dict) -> None:
        by, kind = event.get("by", ""), event["kind"]
        by = self.names.get(by, by) or words.UNSEEN
        text = {"sleep": by, "timeout": f"timeout of {by}"}.get(kind, kind)
        self._timers[event["timer"]] = event["when"], text

    def _untimer(self, event: dict) -> None:
        self._timers.pop(event["timer"], None)

    def _fire(self, event: dict) -> None:
        self._pass()
        self._timers.pop(event["timer"], None)

    def _call(self, event: dict) -> None:
        self._pass()

    def _out(self, event: dict) -> None:
        self._act(event)
        text = event["text"]
        if len(text) > self._left:
            text = text[: self._left] + "…" * bool(self._left)
        self._left = max(0, self._left - len(text))
        if event.get("stream") == "err":
            self.err += text
        else:
            self.out += text

    def _pause(self, event: dict) -> None:
        self._act(event | {"by": f"thread:{event['thread']}"})

    def _thread_end(self, event: dict) -> None:
        self.stands.pop(f"thread:{event['thread']}", None)


def _first_places(events: list[dict]) -> list[str]:
    """Return, for each turn, the place at which the task acts first in it."""
    found: list[str] = []
    turns: dict[str, int] = {}
    for event in events:
        task = f"task:{event.get('task')}"
        if event["e"] == "run":
            turns[task] = len(found)
            found.append("")
        elif event["e"] in {"wait", "yield", "end"}:
            if task in turns:
                found[turns.pop(task)] = words.place(event)
        elif "line" in event and event.get("by") in turns:
            found[turns.pop(event["by"])] = words.place(event)
    return found


def attributes(recording: dict, rows: list[words.Row]) -> tuple[str, list]:
    """Return the attributes of the table, and those of each of its rows.

    Each is HTML that begins with a blank, or is empty.
    """
    state = _State(recording)
    numbers: dict[str, int] = {}
    found = []
    before: dict[str, str] = {"q": "", "t": ""}
    done = 0
    for row in rows:
        state.turn_page()
        done = _advance(state, recording["events"], done, row.event)
        after = _pieces(state, numbers)
        changed = [
            key + after.get(key, "")
            for key in before | after
            if before.get(key) != after.get(key)
        ]
        before = after
        pairs = {
            "now": " ".join(changed), "out": state.out, "err": state.err
        }  # fmt: skip
        found.append("".join(_attribute(*pair) for pair in pairs.items()))
    return _attribute("names", "\n".join(numbers)), found


def _advance(state: _State, events: list, done: int, index: int) -> int:
    """Take in the events from ``done`` up to and with the one at ``index``.

    What no row tells counts to the row after it, but that a task is ready
    follows from the row before. Return how many events are taken in.
    """
    for event in events[done : index + 1]:
        state.add(event)
    done = max(done, index + 1)
    while done < len(events) and _follows(events[done]):
        state.add(events[done])
        done += 1
    return done


def _follows(event: dict) -> bool:
    return event["e"] == "ready" and event["cause"] in words.UNTOLD


def _pieces(state: _State, numbers: dict[str, int]) -> dict[str, str]:
    """Return all of ``data-now``: by what stays the same, what may change."""

    def number(text: str) -> str:
        text = text.replace("\n", " ")
        return str(numbers.setdefault(text, len(numbers)))

    def coded(place: str) -> str:
        return f"@{number(place)}" if " " in place else place

    pieces = {
        number(state.names[who]): f"{letter}{coded(place)}"
        for who, (letter, place) in state.stands.items()
    }
    pieces["q"] = ",".join(number(state.names[who]) for who in state.queue)
    pieces["t"] = ",".join(map(number, state.timers()))
    return pieces


def _attribute(name: str, value: str) -> str:
    return f' data-{name}="{escape(value)}"' if value else ""
