"""Runs what a reader typed, in the browser.

``docs/_static/worker.js`` calls this. Nobody can interrupt the program from
outside, so it is watched from inside; where that is not enough, as in a loop
written in C, the page ends all of Python.
"""

import io
import json
import linecache
import os
import random
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import CodeType

from timeline import clock, figure, program, schema, unsimulated
from timeline.unsimulated import refuse

# How long, in seconds of real time, a program may take.
SECONDS = 5
# How many bytes of each stream are kept and shown.
KEPT = 50_000
# How often the watch is read: at each so many jumps and calls.
PATIENCE = 500

# What to say to a reader, by what stands in the last line of an error.
HELP = {
    "EOFError": "Nobody can type an answer here: set the value in the code.",
    "ModuleNotFoundError": "In the browser there is the standard library "
    "alone, and not quite all of it. For more, run the file on your machine.",
}


class Ended(KeyboardInterrupt):
    """Ends a program that has taken too long, as Ctrl-C would."""


Ended.__module__, Ended.__qualname__ = "builtins", "KeyboardInterrupt"


class Stream(io.BytesIO):
    """Keeps the beginning of what is written, and sends it on at once."""

    def __init__(self, send: Callable[[str], None]) -> None:
        super().__init__()
        self.send = send
        self.is_cut = False

    def write(self, data: bytes) -> int:
        """Keep what there is room for; of the rest, only that there was."""
        room = KEPT - self.tell()
        if len(data) > room:
            # Not in the middle of a character.
            kept = data[:room].decode("utf-8", "ignore") if room > 0 else ""
            self.is_cut = True
        else:
            kept = bytes(data).decode("utf-8", "replace")
        if kept:
            super().write(kept.encode())
            self.send(kept)
        return len(data)


class Watch:
    """Ends the program at ``path`` when its time is over.

    Python tells it of each call and each jump back in the program's file;
    asyncio itself is not slowed down.
    """

    def __init__(self, path: str, seconds: float) -> None:
        self.path = path
        self.deadline = clock.REAL["monotonic"]() + seconds
        self.count = 0
        self.ended = False

    def __enter__(self) -> "Watch":
        """Begin to look."""
        monitoring = sys.monitoring
        events = monitoring.events
        monitoring.use_tool_id(monitoring.DEBUGGER_ID, "watch")
        for event in events.JUMP, events.PY_START:
            monitoring.register_callback(
                monitoring.DEBUGGER_ID, event, self.look
            )
        monitoring.set_events(
            monitoring.DEBUGGER_ID, events.JUMP | events.PY_START
        )
        monitoring.restart_events()
        return self

    def __exit__(self, *raised: object) -> None:
        """Look no longer."""
        sys.monitoring.free_tool_id(sys.monitoring.DEBUGGER_ID)

    def look(self, code: CodeType, *where: int) -> object:
        """Look at the clock, now and then.

        Raises Ended when the time is over.
        """
        if code.co_filename != self.path:
            return sys.monitoring.DISABLE
        self.count += 1
        if self.count >= PATIENCE:
            if clock.REAL["monotonic"]() > self.deadline:
                self.ended = True
                raise Ended
            self.count = 0
        return None


class Restored:
    """Undoes what a program changes, because the next one shares Python."""

    def __enter__(self) -> None:
        """Note how things are; nobody can type."""
        self.before = os.getcwd(), sys.getrecursionlimit(), sys.stdin
        sys.stdin = io.StringIO()
        self.modules = [
            (vars(module), dict(vars(module)))
            for name, module in sys.modules.items()
            if name.partition(".")[0] in {"asyncio", "builtins", "time"}
        ]

    def __exit__(self, *raised: object) -> None:
        """Make things so again."""
        place, limit, sys.stdin = self.before
        os.chdir(place)
        sys.setrecursionlimit(limit)
        for now, names in self.modules:
            now.update(names)
            for name in now.keys() - names.keys():
                del now[name]


def run(
    request: dict[str, str],
    wrote: Callable[[str, str], None],
    ended: Callable[[], None],
) -> str:
    """Run the program ``text`` as if it were the file ``path``.

    These two stand in the request, as do ``key`` and ``tail`` for
    ``figure.html``. ``wrote`` is called with the name of a stream, out or err,
    and each text that is written to it; ``ended`` before the figure is drawn.
    Return JSON: ``out``, ``err``,
    ``status`` (in words; empty for 0, and where it had to be ended), ``notes``
    (sentences), ``figure`` (HTML) and ``recording`` (canonical). Where the
    program does what is not simulated, there is but ``unsimulated``, the
    sentence that says so.
    """
    text, path = request["text"], request["path"]
    # Python reads the lines of a traceback from the file.
    file = Path(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8", "surrogatepass")
    linecache.clearcache()
    # A snapshot would make each visit the same.
    random.seed()
    streams = {}

    def stream(name: str) -> Stream:
        streams[name] = Stream(partial(wrote, name))
        return streams[name]

    began = clock.REAL["monotonic"]()
    with Restored(), Watch(path, SECONDS) as watch:
        recording, out, err, status = program.record(text, path, stream=stream)
    took = clock.REAL["monotonic"]() - began
    ended()
    if not watch.ended:
        unsimulated.note_end(text, recording, err, took)
    if refuse.first:
        return json.dumps({"unsimulated": refuse.first})
    notes = []
    if watch.ended:
        recording["exit"], status = {"how": "limit"}, 0
        notes.append(f"It was ended after {SECONDS} s.")
    if recording["exit"]["how"] == "raised":
        last = err.rstrip().rpartition("\n")[2]
        notes += [said for part, said in HELP.items() if part in last]
    if any(each.is_cut for each in streams.values()):
        notes.append(
            f"It wrote more than the {KEPT:,} bytes that are shown here."
        )
    recording = schema.canonical(recording)
    return json.dumps(
        {
            "out": out,
            "err": err,
            "status": _in_words(status, recording["exit"]["how"]),
            "notes": notes,
            "figure": figure.html(recording, request["key"], request["tail"]),
            "recording": recording,
        }
    )


def _in_words(status: int, how: str) -> str:
    if how == "deadlock":
        return "never ends"
    return f"exit status {status}" if status else ""
