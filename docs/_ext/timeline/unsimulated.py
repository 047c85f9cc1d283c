"""Ends a program in a browser where it does what is not simulated there.

What it would print from then on might not be what Python prints elsewhere, so
the page shows the sentence in place of the output.
"""

import ast
import asyncio
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from types import FrameType
from typing import NoReturn

SAYS = (
    "The output of this program is not shown: {} {}, which is not simulated "
    "in a browser. Run the file on your machine instead:"
)
# What Python announces before it does it.
AUDITED = {
    "os.exec": "becomes another program",
    "os.fork": "starts another process",
    "os.kill": "sends a signal",
    "os.killpg": "sends a signal",
    "os.posix_spawn": "starts another process",
    "os.spawn": "starts another process",
    "os.system": "starts another program",
    "socket.bind": "uses a real socket",
    "socket.connect": "uses a real socket",
    "socket.getaddrinfo": "asks for the address of a host",
    "socket.gethostbyname": "asks for the address of a host",
    "socket.sendto": "uses a real socket",
}
# What it does not announce, or only after a failure of its own.
PATCHED = (
    (threading.Thread, "start", "starts a thread of its own"),
    (threading.Condition, "wait", "waits for another thread"),
    (subprocess.Popen, "__init__", "starts another program"),
    (signal, "raise_signal", "sends a signal"),
    (signal, "pause", "waits for a signal"),
    (signal, "sigwait", "waits for a signal"),
    (os, "abort", "ends its process at once"),
    (os, "_exit", "ends its process at once"),
    (asyncio.SelectorEventLoop, "add_signal_handler", "waits for a signal"),
)
# What is in the last line of an error that Python has in a browser alone.
LACKS = {
    "InterpreterPoolExecutor": "uses interpreters",
    "multiprocessing": "starts other processes",
    "_unix_server'": "uses a Unix socket",
    "_unix_connection'": "uses a Unix socket",
    "'AF_UNIX'": "uses a Unix socket",
    "'os' has no attribute 'posix_spawn": "starts another process",
    "'os' has no attribute 'forkpty'": "starts another process",
    "'signal' has no attribute 'alarm'": "waits for a signal",
    "'signal' has no attribute 'setitimer'": "waits for a signal",
    "'signal' has no attribute 'pthread_": "uses signals",
    "'time' has no attribute 'thread_time": "asks what its thread worked",
    "UnsupportedOperation: fileno": "uses the file behind a stream",
    "ValueError: tool 0 is already in use": "takes a tool of sys.monitoring",
}
LACKS_MODULE = "No module named '"
# How long, in real seconds, a program runs that does nothing but wait.
LONG = 1.0
# The functions and methods, called without arguments, that read a clock.
CLOCKS = {
    f"{name}{suffix}"
    for name in ("monotonic", "perf_counter", "process_time", "time")
    for suffix in ("", "_ns")
} | {"now", "today", "utcnow"}


class NotSimulated(KeyboardInterrupt):
    """Ends the program, also from within a task."""


class Refusals:
    """What a run did that is not simulated; ``first`` is the sentence."""

    def __init__(self) -> None:
        self.first = ""
        self.is_on = False

    def __call__(self, what: str) -> NoReturn:
        """Say what the program does at its line in the stack, and end it.

        Raises NotSimulated.
        """
        self.note(what, _line())
        raise NotSimulated(self.first)

    def note(self, what: str, line: int | None = None) -> None:
        """Say what the program does, in the line of this number."""
        where = f"line {line}" if line else "it"
        self.first = self.first or SAYS.format(where, what)

    def audit(self, event: str, args: tuple) -> None:
        """Refuse what Python announces."""
        if self.is_on and event in AUDITED:
            self(AUDITED[event])

    def begin(self) -> None:
        """Refuse from here on, and know of nothing before."""
        self.first, self.is_on = "", True

    def end(self) -> None:
        """Refuse nothing from here on."""
        self.is_on = False


refuse = Refusals()


def replacements(
    in_thread: Callable[[], bool],
) -> list[tuple[object, str, object]]:
    """Return what stands in for the functions that are not simulated.

    ``in_thread`` says whether a function runs that is in an executor.
    """
    return [
        *(
            (owner, name, _refusing(what))
            for owner, name, what in PATCHED
            if hasattr(owner, name)
        ),
        *(
            (threading, name, _asking(getattr(threading, name), in_thread))
            for name in ("current_thread", "get_ident")
        ),
        (threading, "local", Local),
    ]


def _refusing(what: str) -> Callable[..., NoReturn]:
    def refusing(*args, **kwargs) -> NoReturn:
        refuse(what)

    return refusing


def _asking(real: Callable, in_thread: Callable[[], bool]) -> Callable:
    def asking() -> object:
        if in_thread() and _is_of_program(sys._getframe(1)):
            refuse("asks in which thread it runs")
        return real()

    return asking


class Local(threading.local):
    """Stands in for ``threading.local``: here is but one thread."""

    def __new__(cls, *args, **kwargs) -> "Local":
        """Refuse it to the program, and to no module that it imports."""
        if _is_of_program(sys._getframe(1)):
            refuse("keeps values for each thread")
        return super().__new__(cls, *args, **kwargs)


def note_end(text: str, recording: dict, err: str, took: float) -> None:
    """Note what shows only once the program has ended, which took so many
    seconds of real time.
    """
    if recording["exit"]["how"] == "raised":
        what = _lacking(err.rstrip().rpartition("\n")[2])
        if what:
            refuse.note(what)
    events = recording["events"]
    # What it takes before the loop runs makes no timer late.
    real = sum(e.get("real", 0) for e in events if e.get("by") != "main") / 1e6
    is_late = real and any(each["e"] == "timer" for each in events)
    if is_late or (took >= LONG and _reads_clock(text)):
        refuse.note(
            f"takes {max(real, took):.1f} s for something else than a wait, "
            "and looks at the time"
        )


def _lacking(error: str) -> str:
    """Say what a program wanted that ended with this last line of an error,
    if a browser alone lacks it.
    """
    for part, what in LACKS.items():
        if part in error:
            return what
    _, _, rest = error.partition(LACKS_MODULE)
    name = rest.partition("'")[0]
    is_standard = name.partition(".")[0] in sys.stdlib_module_names
    return f"needs the module {name}" if is_standard else ""


def _reads_clock(text: str) -> bool:
    """Say whether a program reads a clock."""
    return any(
        isinstance(node, ast.Call)
        and not node.args
        and getattr(node.func, "attr", getattr(node.func, "id", "")) in CLOCKS
        for node in ast.walk(ast.parse(text))
    )


def _is_of_program(frame: FrameType) -> bool:
    return frame.f_globals.get("__name__") == "__main__"


def _line() -> int | None:
    """Return the line at which the program stands in the stack, if it does."""
    frame = sys._getframe(1)
    while frame is not None and not _is_of_program(frame):
        frame = frame.f_back
    return frame.f_lineno if frame else None


if sys.platform == "emscripten":
    # It stays for ever, and is silent between programs.
    sys.addaudithook(refuse.audit)
