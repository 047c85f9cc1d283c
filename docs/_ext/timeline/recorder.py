"""Runs a program, unmodified, and records what its event loop does.

asyncio itself stays as it is, written in C where it is. Replaced are, while
the program runs, the names of the classes ``Handle``, ``TimerHandle`` and
``Task`` by subclasses that report, and the clock (see ``clock``). A handle is
all that an event loop ever runs, so every turn and every cause pass by here.
"""

import argparse
import asyncio
import concurrent.futures
import gc
import io
import itertools
import json
import os
import random
import signal
import sys
import threading
import types
from collections.abc import Callable
from functools import partial
from importlib.util import decode_source
from pathlib import Path

from timeline import browser, clock, places, schema, streams

# How many events a recording may have. A figure of more helps nobody.
EVENTS = 5000
# How much of one text, in characters, is kept.
TEXT = 500

RealHandle = asyncio.events.Handle
RealTimerHandle = asyncio.events.TimerHandle
RealTask = asyncio.tasks.Task

# The classes of handles that are not timers; the second came in Python 3.14.
HANDLES = [
    name
    for name in ("Handle", "_ThreadSafeHandle")
    if hasattr(asyncio.events, name)
]
# What asyncio runs as a task to clean up.
INTERNAL = {
    "BaseEventLoop.shutdown_asyncgens",
    "BaseEventLoop.shutdown_default_executor",
}
# Whose call of ``cancel`` it is, by the file that calls.
CANCELLERS = {
    "timeouts.py": "timeout",
    "taskgroups.py": "task group",
    "runners.py": "asyncio.run",
}
OUTSIDE = (
    "It waits for {}, which cannot be simulated: the clock ran for real, and "
    "the order of events may differ from run to run."
)


class Deadlock(KeyboardInterrupt):
    """Ends a program in which nothing can ever go on.

    Nothing that asyncio runs swallows a KeyboardInterrupt.
    """


class Turn:
    """One turn of a task, while it lasts."""

    def __init__(self, task: "RealTask", coroutine: object) -> None:
        self.number = task._number
        self.coroutine = coroutine
        self.held: list[dict] = []


class Recorder:
    """Collects what happens while one program runs.

    ``sink`` is called with each part of the recording, as a pair: its name and
    a dictionary; ``schema.assemble`` puts them together.
    """

    def __init__(
        self,
        source: places.Source,
        sink: Callable[[tuple[str, dict]], None],
        *,
        virtual: bool = True,
        limit: int = EVENTS,
        shuffle: int | None = None,
    ) -> None:
        self.source = source
        self.sink = sink
        self.virtual = virtual
        self.limit = limit
        self.lots = None if shuffle is None else random.Random(shuffle)
        self.clock = clock.Clock(self, self.lots)
        self.began = clock.REAL["monotonic"]()
        self.owner = threading.get_ident()
        self.on = True
        self.count = 0
        # Who acts now, and why: see ``by`` and ``cause`` in the schema.
        self.actor = ("main", "")
        self.turn: Turn | None = None
        self.writing: dict = {}
        self.blocking: dict = {}
        self.tasks = itertools.count(1)
        self.timers = itertools.count(1)
        self.threads = itertools.count(1)
        self.order = itertools.count()
        self.sleeping: dict[int, float] = {}
        self.returned: dict[types.CodeType, int] = {}
        self.noted: set[str] = set()
        self.own_time: Callable[[], float] | None = None
        self.end: Callable[[], None] | None = None

    # Emitting.

    def time(self) -> int:
        """Return the microseconds since the program began."""
        if self.own_time:
            return round(self.own_time() * 1e6)
        if self.virtual:
            ahead = getattr(self.clock.here, "ahead", 0.0)
            return round((self.clock.now + ahead) * 1e6)
        return round((clock.REAL["monotonic"]() - self.began) * 1e6)

    def emit(self, kind: str, /, **fields) -> None:
        """Record an event; what is None or False is left out."""
        self.flush()
        self._emit({"t": self.time(), "e": kind} | _known(fields))

    def _emit(self, event: dict) -> None:
        if not self.on:
            return
        self.count += 1
        if self.count > self.limit:
            self.on = False
            event = {
                "t": event["t"],
                "e": "limit",
                "message": f"The recording ends after {self.limit:,} events; "
                "the program went on.",
            }
        self.sink(("event", event))

    def flush(self) -> None:
        """Record the output and the blocking that were being collected."""
        if self.blocking:
            event, self.blocking = self.blocking, {}
            event["dur"] = round(event["dur"] * 1e6)
            self._emit(event)
        if self.writing:
            event, self.writing = self.writing, {}
            if len(event["text"]) > TEXT:
                event["text"] = event["text"][:TEXT] + "…"
            self._emit(event)

    def who(self) -> tuple[str, str]:
        """Return who acts, and why: a pair of ``by`` and ``cause``."""
        job = getattr(self.clock.here, "job", None)
        return (f"thread:{job.number}", "thread") if job else self.actor

    def is_mine(self) -> bool:
        """Say whether this thread is recorded."""
        return self.on and (
            threading.get_ident() == self.owner
            or getattr(self.clock.here, "job", None) is not None
        )

    # What the clock reports.

    def blocked(self, seconds: float) -> None:
        """The program blocked the loop until now."""
        line = self.source.line(sys._getframe(2))
        by = self.who()[0]
        before = self.blocking
        if before and (before["by"], before.get("line")) == (by, line):
            before["dur"] += seconds
            return
        self.flush()
        since = round((self.clock.now - seconds) * 1e6)
        self.blocking = {"t": since, "e": "block", "by": by} | _known(
            {"dur": seconds, "line": line}
        )
        if seconds != clock.TICK:
            self.flush()

    def thread(self, function: Callable) -> int:
        """The program hands a function to a thread; return its number."""
        number = next(self.threads)
        self.sink(("thread", {"id": number, "label": _threaded(function)}))
        self.emit(
            "thread",
            thread=number,
            by=self.who()[0],
            line=self.source.line(sys._getframe(2)),
        )
        return number

    def paused(self, number: int, seconds: float) -> None:
        """A thread sleeps."""
        self.emit("pause", thread=number, dur=round(seconds * 1e6))

    def thread_began(self, number: int) -> None:
        """A thread has the function."""

    def thread_ended(self, number: int) -> None:
        """The function in a thread has ended."""
        self.emit("thread_end", thread=number)

    def outside(self, what: str) -> None:
        """Something that cannot be simulated is waited for."""
        if what not in self.noted:
            self.noted.add(what)
            self.sink(("note", {"text": OUTSIDE.format(what)}))

    def deadlock(self) -> None:
        """Nothing can go on; end the program."""
        tasks = asyncio.all_tasks(asyncio._get_running_loop())
        waiting = sorted(task._number for task in tasks if _is_shown(task))
        self.emit("deadlock", waiting=waiting)
        self.on = False
        self.sink(("exit", {"how": "deadlock"}))
        if self.end:
            self.end()
        raise Deadlock

    # What the output reports.

    def wrote(self, text: str, stream: str) -> None:
        """The program wrote a text."""
        if not self.is_mine() or not text:
            return
        by = self.who()[0]
        # Nobody calls where Python itself writes, on its way out.
        line = self.source.line(sys._getframe(1).f_back)
        event = {"by": by} | _known({"line": line, "stream": stream})
        before = self.writing
        if before and all(
            before.get(key) == event.get(key)
            for key in ("by", "line", "stream")
        ):
            before["text"] += text
        else:
            self.flush()
            self.writing = {"t": self.time(), "e": "out", "text": text} | event
        if text.endswith("\n"):
            self.flush()

    # What handles report.

    def scheduled(self, handle: RealHandle) -> None:
        """A handle was made: a callback stands in the queue, or waits."""
        if not self.is_mine():
            handle._cause = "", ""
            return
        by, why = self.who()
        turn = self.turn
        inside = turn is not None and by == f"task:{turn.number}"
        if inside and places.is_over(turn.coroutine):
            why = "finished"
        if places.function(handle._callback) == "BaseEventLoop.create_task":
            # The garbage collector came by: a generator is to be closed.
            by, why = "loop", "callback"
        handle._cause = by, why
        task = _stepping(handle._callback)
        if task is None or not _is_shown(task):
            return
        number = task._number
        own = turn is not None and number == turn.number
        future = handle._args[0] if handle._args else None
        if own:
            cause = "done already" if future is not None else "yielded"
        elif not task._started:
            cause = "created"
        elif why:
            cause = why
        else:
            cause = "set"
        if cause in {"set", "finished"} and _is_cancelled(future):
            cause = "cancelled"
        event = {"task": number, "cause": cause, "by": by}
        if cause in {"created", "yielded", "done already"}:
            del event["by"]
        if turn is not None and (own or why == "finished"):
            # The loop learns of it before the turn is over.
            turn.held.append(event)
        else:
            self.emit("ready", **event)

    def run(self, handle: RealHandle, real_run: Callable) -> None:
        """The loop runs a handle."""
        self.clock.reads = 0
        if not self.is_mine():
            real_run(handle)
            return
        self._learn_time(handle._loop)
        task = _stepping(handle._callback)
        run = partial(real_run, handle)
        if task is None:
            self._call(handle, run)
        elif task.done():
            run()
        else:
            future = handle._args[0] if handle._args else None
            thrown = _thrown(task, future)
            self._take_turn(task, task.get_coro(), run, thrown)
            # A traceback keeps the frames below it; they must not keep the
            # task, or nobody would hear that its exception was never
            # retrieved. asyncio does the same.
            del future
        del handle, task, run

    def _learn_time(self, loop: asyncio.AbstractEventLoop) -> None:
        """Follow the clock of a loop that has its own."""
        if type(loop).time is asyncio.BaseEventLoop.time or self.own_time:
            return
        began = loop.time()
        self.own_time = lambda: loop.time() - began

    def _call(self, handle: RealHandle, run: Callable[[], None]) -> None:
        before = self.actor
        by, why = handle._cause
        if isinstance(handle, RealTimerHandle):
            if handle._number:
                now, when = self.time(), self._moment(handle)
                late = max(0, now - when) if self.virtual else 0
                self.emit("fire", timer=handle._number, late=late or None)
                by, why = f"timer:{handle._number}", "timer"
                # To cancel it now, as ``asyncio.sleep`` does, means nothing.
                handle._number = 0
            self.sleeping.pop(id(handle._args[0]) if handle._args else 0, None)
        self.actor = by, why
        called = streams.called(handle._callback)
        if by and not _is_internal(called):
            name = places.function(called)
            self.emit("call", fn=name, by=by)
            self.actor = "loop", "callback"
        try:
            run()
        finally:
            self.flush()
            self.actor = before
            del handle, run, called

    def _moment(self, handle: RealTimerHandle) -> int:
        """Return the microsecond for which a timer is set."""
        left = handle._when - handle._loop.time()
        return self.time() + round(left * 1e6)

    def timer_set(self, handle: RealTimerHandle) -> None:
        """A timer was set."""
        handle._order = next(self.order)
        if self.lots:
            handle._order = self.lots.random()
            if type(handle._loop).time is asyncio.BaseEventLoop.time:
                handle._when = self.clock.due(handle._when)
        handle._number = 0
        handle._cause = by, _ = self.who()
        if not self.is_mine() or (self.turn and not self.turn.number):
            return
        handle._number = next(self.timers)
        when = self._moment(handle)
        kind = _timer_kind(handle._callback)
        if kind == "sleep":
            self.sleeping[id(handle._args[0])] = when
        self.emit("timer", timer=handle._number, by=by, when=when, kind=kind)

    def timer_cancelled(self, handle: RealTimerHandle) -> None:
        """A timer will not fire."""
        if handle._number and not handle._cancelled and self.is_mine():
            self.emit("untimer", timer=handle._number, by=self.who()[0])
            self.sleeping.pop(id(handle._args[0]) if handle._args else 0, None)

    # What tasks report.

    def created(self, task: RealTask, coroutine: object, name, eager) -> None:
        """A task was made of a coroutine."""
        task._order = next(self.order)
        task._started = False
        task._number = 0
        internal = getattr(coroutine, "__qualname__", "") in INTERNAL
        if not self.is_mine() or internal:
            return
        task._number = next(self.tasks)
        label = places.call(coroutine)
        self.sink(("task", {"id": task._number, "label": label}))
        if name is not None:
            self.named(task, name)
        by = self.who()[0]
        line = self.source.line(sys._getframe(2))
        number = task._number
        self.emit("create", task=number, by=by, line=line, eager=eager)

    def named(self, task: RealTask, name: object) -> None:
        """A task was given a name."""
        if task._number and isinstance(name, str):
            self.sink(("name", {"id": task._number, "name": name}))

    def cancelling(self, task: RealTask, message: object) -> None:
        """A task is asked to cancel."""
        if not self.is_mine() or not _is_shown(task):
            return
        caller = sys._getframe(2).f_code
        file = os.path.basename(caller.co_filename)
        why = CANCELLERS.get(file)
        if caller.co_qualname == "_GatheringFuture.cancel":
            why = "gather"
        self.emit(
            "cancel",
            task=task._number,
            by=self.who()[0],
            line=self.source.line(sys._getframe(2)),
            why=why,
            message=message if isinstance(message, str) else None,
            accepted=not task.done(),
        )

    def eager_turn(self, task: RealTask, coroutine, run) -> None:
        """A task begins inside the turn of another."""
        self._take_turn(task, coroutine, run, None, eager=True)

    def _take_turn(self, task, coroutine, run, throw, *, eager=False) -> None:
        before = self.actor, self.turn
        number = task._number
        task._started = True
        self.flush()
        if number:
            self.emit("run", task=number, throw=throw, eager=eager)
        self.actor = (f"task:{number}" if number else "loop"), ""
        self.turn = Turn(task, coroutine)
        code = getattr(coroutine, "cr_code", None)
        self.returned.pop(code, None)
        try:
            run()
        finally:
            self.flush()
            if number and self.on:
                self._end_turn(task, self.turn, self.returned.get(code))
            self.actor, self.turn = before
            del task, coroutine, run, before

    def _end_turn(self, task: RealTask, turn: Turn, line: int | None) -> None:
        number = turn.number
        if not task.done():
            kind, fields = self._standing(task, turn.coroutine)
            self.emit(kind, task=number, **fields)
        elif task.cancelled():
            self.emit("end", task=number, how="cancelled", line=line)
        elif task._exception is not None:
            # exception() would mark it as retrieved.
            error = places.described(task._exception)
            line = line or self.source.raised(task._exception.__traceback__)
            self.emit("end", task=number, how="raised", line=line, **error)
        else:
            value = task.result()
            shown = None if value is None else places.brief(value)
            self.emit(
                "end", task=number, how="returned", line=line, value=shown
            )
        for event in turn.held:
            self.emit("ready", **event)

    def _standing(self, task: RealTask, coroutine) -> tuple[str, dict]:
        """Return the kind of event, wait or yield, and its fields."""
        mine, theirs = [], []
        for frame in places.frames(coroutine):
            if frame.f_code.co_filename == self.source.path:
                mine.append(frame)
                theirs.clear()
            else:
                theirs.append(frame)
        fields: dict = {}
        if mine:
            fields["line"], fields["text"] = self.source.suspended(mine[-1])
        lines = (self.source.suspended(frame)[0] for frame in mine[-9:-1])
        # Until Python 3.11 a comprehension has a frame of its own.
        via = [line for line, _ in itertools.groupby(lines)]
        future = task._fut_waiter
        if future is None:
            return "yield", fields | {"via": via}
        fields["on"] = _library_name(theirs) or _future_kind(future)
        fields["until"] = self.sleeping.get(id(future))
        fields["tasks"] = _awaited(future, theirs)
        return "wait", fields | {"via": via}

    # Putting it in place.

    def install(self) -> None:
        """Replace the classes, the clock and the output."""
        classes = _classes(self)
        for name in (*HANDLES, "TimerHandle"):
            setattr(asyncio.events, name, classes[name])
        _replace_task(classes["Task"])
        asyncio.tasks.set = _set_in_order
        if self.virtual:
            self.clock.install()
            streams.install(self)

    def uninstall(self) -> None:
        """Put back what was replaced."""
        self.on = False
        for name in (*HANDLES, "TimerHandle"):
            setattr(
                asyncio.events, name, getattr(asyncio.events, name).__base__
            )
        _replace_task(RealTask)
        del asyncio.tasks.set
        if self.virtual:
            clock.uninstall()
            streams.uninstall()

    def execute(self, code: types.CodeType) -> int:
        """Run the program in the main module; return its exit status.

        Raises KeyboardInterrupt where the program ends with it.
        """
        try:
            exec(code, sys.modules["__main__"].__dict__)  # noqa: S102
        except Deadlock:
            self.flush()
            return 1
        except SystemExit as error:
            self._ended({"how": "exit", "code": _status(error)})
            if error.code is not None and not isinstance(error.code, int):
                print(error.code, file=sys.stderr)
            return _status(error)
        except BaseException as error:
            # The program's own lines, as if nobody had called it.
            error.__traceback__ = error.__traceback__.tb_next
            line = _known({"line": self.source.raised(error.__traceback__)})
            self._ended({"how": "raised"} | places.described(error) | line)
            # As Python does; what they hold lives until the very end.
            sys.last_type, sys.last_value = type(error), error
            sys.last_traceback = error.__traceback__
            if sys.version_info >= (3, 12):
                sys.last_exc = error
            sys.excepthook(type(error), error, error.__traceback__)
            if isinstance(error, KeyboardInterrupt):
                raise
            return 1
        self._ended({"how": "ok"})
        return 0

    def _ended(self, how: dict) -> None:
        self.flush()
        self.sink(("exit", how))

    def watch_returns(self, code: types.CodeType) -> None:
        """Learn the line at which each coroutine of the program ends."""
        codes = {
            each
            for each in self.source.codes(code)
            if each.co_flags & (0x20 | 0x80 | 0x200)  # inspect.CO_*
        }
        if sys.version_info >= (3, 12):
            _monitor(self, codes)
        else:
            _trace(self, codes)


def _classes(recorder: Recorder) -> dict[str, type]:
    """Return the classes of handles and tasks that report to the recorder."""
    classes = {}
    for name in HANDLES:
        classes[name] = _handle_class(getattr(asyncio.events, name), recorder)

    class TimerHandle(RealTimerHandle):
        __slots__ = ("_cause", "_number", "_order")

        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            recorder.timer_set(self)

        def _run(self):
            recorder.run(self, RealTimerHandle._run)
            self = None  # as in asyncio; see Recorder.run

        def cancel(self):
            recorder.timer_cancelled(self)
            super().cancel()

        # Timers for one instant fire in the order in which they were set.
        def __lt__(self, other):
            if isinstance(other, TimerHandle):
                return (round(self._when, 9), self._order) < (
                    round(other._when, 9),
                    other._order,
                )
            return NotImplemented

    class Task(RealTask):
        __slots__ = ("_number", "_order", "_started")

        def __init__(self, coro, **options):
            eager = options.get("eager_start", False)
            recorder.created(self, coro, options.get("name"), eager)
            if eager and self._number and _is_running(options.get("loop")):
                run = partial(super().__init__, coro, **options)
                recorder.eager_turn(self, coro, run)
            else:
                super().__init__(coro, **options)

        def set_name(self, value):
            recorder.named(self, value)
            super().set_name(value)

        def cancel(self, msg=None):
            recorder.cancelling(self, msg)
            return super().cancel(msg)

        # Sets of tasks are in the order of their creation.
        def __hash__(self):
            return self._order

    _disguise(TimerHandle, RealTimerHandle)
    _disguise(Task, RealTask)
    return classes | {"TimerHandle": TimerHandle, "Task": Task}


def _handle_class(real: type, recorder: Recorder) -> type:
    class Handle(real):
        __slots__ = ("_cause",)

        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            recorder.scheduled(self)

        def _run(self):
            recorder.run(self, real._run)
            self = None  # as in asyncio; see Recorder.run

    _disguise(Handle, real)
    return Handle


def _disguise(mine: type, real: type) -> None:
    """Give a class the names of the one that it stands in for."""
    for name in "__name__", "__qualname__", "__module__", "__doc__":
        setattr(mine, name, getattr(real, name))


def _replace_task(task: type) -> None:
    asyncio.tasks.Task = asyncio.Task = task
    if hasattr(asyncio, "create_eager_task_factory"):
        factory = asyncio.create_eager_task_factory(task)
        asyncio.eager_task_factory = asyncio.tasks.eager_task_factory = factory


def _is_running(loop: asyncio.AbstractEventLoop | None) -> bool:
    running = asyncio._get_running_loop()
    return running is not None and loop in {None, running}


def _set_in_order(items=()):
    """Stand in for ``set`` in asyncio.tasks, where coroutines lose order."""
    items = list(items)
    if any(map(asyncio.iscoroutine, items)):
        return dict.fromkeys(items).keys()
    return set(items)


def _monitor(recorder: Recorder, codes: set[types.CodeType]) -> None:
    monitoring = sys.monitoring
    tool, events = monitoring.PROFILER_ID, monitoring.events
    again: dict[types.CodeType, tuple[int, int]] = {}

    def returned(code: types.CodeType, offset: int, _) -> None:
        recorder.returned[code] = recorder.source.position(code, offset)[0]

    def reraised(code: types.CodeType, offset: int, error: BaseException):
        if code in codes:
            line = recorder.source.position(code, offset)[0]
            if line is not None and line not in recorder.source.passing:
                again[code] = line, id(error)

    def unwound(code: types.CodeType, _, error: BaseException) -> None:
        traceback = error.__traceback__
        if code in codes and traceback and traceback.tb_frame.f_code is code:
            line, number = again.pop(code, (0, 0))
            here = line if number == id(error) else traceback.tb_lineno
            recorder.returned[code] = here

    monitoring.free_tool_id(tool)
    monitoring.use_tool_id(tool, "timeline")
    monitoring.register_callback(tool, events.PY_RETURN, returned)
    monitoring.register_callback(tool, events.PY_UNWIND, unwound)
    # A bare raise leaves no trace in the traceback.
    monitoring.register_callback(tool, events.RERAISE, reraised)
    monitoring.set_events(tool, events.PY_UNWIND | events.RERAISE)
    for code in codes:
        monitoring.set_local_events(tool, code, events.PY_RETURN)


def _trace(recorder: Recorder, codes: set[types.CodeType]) -> None:
    def called(frame: types.FrameType, event: str, _):
        if frame.f_code not in codes:
            return None
        frame.f_trace_lines = False
        return left

    def left(frame: types.FrameType, event: str, _):
        if event == "return":
            recorder.returned[frame.f_code] = frame.f_lineno
        return left

    sys.settrace(called)


def _stepping(callback: object) -> RealTask | None:
    """Return the task of which a callback is the next step, if of any."""
    name = type(callback).__name__
    if name not in {
        "TaskStepMethWrapper",
        "builtin_function_or_method",
        "method",
    }:
        return None
    task = callback.__self__
    if not isinstance(task, RealTask) or not hasattr(task, "_number"):
        return None
    if name == "TaskStepMethWrapper" or callback.__name__ == "task_wakeup":
        return task
    return None


def _is_shown(task: RealTask) -> bool:
    return bool(getattr(task, "_number", 0))


def _is_cancelled(future: object) -> bool:
    return isinstance(future, asyncio.Future) and future.cancelled()


def _thrown(task: RealTask, future: object) -> str | None:
    """Return the name of the exception with which a turn will begin."""
    if task._must_cancel or _is_cancelled(future):
        return "CancelledError"
    if isinstance(future, asyncio.Future) and future._exception is not None:
        return type(future._exception).__name__
    return None


def _module(callback: object) -> str:
    while isinstance(callback, partial):
        callback = callback.func
    callback = getattr(callback, "__func__", callback)
    if isinstance(callback, types.FunctionType):
        return callback.__globals__.get("__name__") or ""
    return ""


def _is_internal(callback: object) -> bool:
    return _module(callback).partition(".")[0] in {
        "asyncio",
        "concurrent",
        "timeline",
    }


def _timer_kind(callback: object) -> str:
    name = places.function(callback)
    if name == "_set_result_unless_cancelled":
        return "sleep"
    return "timeout" if _is_internal(callback) else name


def _threaded(function: Callable) -> str:
    """Return the name of what a thread is to do, as ``to_thread`` hides it."""
    if isinstance(function, partial) and function.args:
        if places.function(function.func) == "Context.run":
            shown = map(places.brief, function.args[1:])
            name = places.function(function.args[0])
            return f"{name}({', '.join(shown)})"
    return f"{places.function(function)}()"


def _library_name(frames: list[types.FrameType]) -> str:
    """Return what of asyncio a task waits in, such as ``Queue.get``."""
    for frame in frames:
        name = frame.f_code.co_qualname
        if name.startswith("TaskGroup."):
            return "TaskGroup"
        if not name.rpartition(".")[2].startswith("_") and "<" not in name:
            return name
    return ""


def _future_kind(future: object) -> str:
    if isinstance(future, RealTask):
        return "task"
    name = type(future).__name__
    return "gather" if name == "_GatheringFuture" else "future"


def _awaited(future: object, frames: list[types.FrameType]) -> list[int]:
    """Return the numbers of the tasks on which a wait depends."""
    found: object = [future]
    if type(future).__name__ == "_GatheringFuture":
        found = future._children
    for frame in frames:
        name = frame.f_code.co_qualname
        if name.startswith("TaskGroup."):
            found = places.local(frame, "self")._tasks
        elif name in {"_wait", "wait"}:
            found = places.local(frame, "fs")
    return sorted(
        task._number
        for task in found
        if isinstance(task, RealTask) and _is_shown(task)
    )


def _known(fields: dict) -> dict:
    return {
        key: value
        for key, value in fields.items()
        if value is not None and value is not False and value not in ("", [])
    }


class Output(io.TextIOWrapper):
    """A standard stream that reports what is written to it."""

    recorder: Recorder | None = None
    stream = ""

    def write(self, text: str) -> int:
        """Write the text, and report it; later, where a thread is ahead."""
        recorder = self.recorder
        if recorder is None or not isinstance(text, str):
            return super().write(text)
        if recorder.clock.postpone(partial(self.write, text)):
            return len(text)
        written = super().write(text)
        recorder.wrote(text, self.stream)
        return written


def _wrap(recorder: Recorder, real: io.TextIOWrapper, stream: str) -> Output:
    """Return a stream in place of a standard one, on the same buffer."""
    real.flush()
    output = Output(
        real.buffer,
        encoding=real.encoding,
        errors=real.errors,
        line_buffering=real.line_buffering,
        write_through=real.write_through,
    )
    output.mode = "w"
    output.recorder = recorder
    output.stream = stream
    # The one that is replaced would close the buffer with it.
    output.real = real
    return output


def _status(error: SystemExit) -> int:
    if error.code is None:
        return 0
    return error.code if isinstance(error.code, int) else 1


def record(
    text: str,
    path: str,
    *,
    virtual: bool = True,
    limit: int = EVENTS,
    shuffle: int | None = None,
) -> tuple[dict, str, str, int]:
    """Run the program ``text`` in this interpreter, as if it were ``path``.

    Return the recording, what the program wrote to standard output and to
    standard error, and its exit status. What the program raises is part of
    that; no exception of its own leaves this function. ``virtual`` is false
    for the real clock. ``shuffle`` is the seed of a run in which lots
    decide what asyncio leaves open: the order of timers and threads that are
    due at one instant. What stands in the queue keeps its order.
    """
    parts: list = []
    written = [io.BytesIO(), io.BytesIO()]
    real = [
        io.TextIOWrapper(each, "utf-8", "backslashreplace") for each in written
    ]
    before = sys.stdout, sys.stderr, sys.modules.get("__main__")
    sys.path.insert(0, os.path.dirname(path))
    loop = browser.PythonsOwnLoop()
    loop.install()
    sys.stdout, sys.stderr = real
    try:
        recorder, code = _prepare(
            text,
            path,
            parts.append,
            virtual=virtual,
            limit=limit,
            shuffle=shuffle,
        )
        status = 1
        if recorder:
            try:
                status = recorder.execute(code)
            except KeyboardInterrupt:
                status = -signal.SIGINT
            # What it left behind may have last words.
            sys.modules["__main__"].__dict__.clear()
            gc.collect()
            recorder.flush()
            recorder.uninstall()
        sys.stdout.flush()
        sys.stderr.flush()
        out, err = (each.getvalue().decode() for each in written)
    finally:
        sys.path.pop(0)
        sys.stdout, sys.stderr, sys.modules["__main__"] = before
        loop.uninstall()
    return schema.assemble(path, parts), out, err, status


def _prepare(
    text: str, path: str, sink: Callable, **options
) -> tuple[Recorder | None, types.CodeType | None]:
    """Compile a program, and put a recorder in place for it.

    What is no Python is refused, as Python does; then there is no recorder.
    """
    try:
        source = places.Source(text, path)
        code = compile(text, path, "exec", dont_inherit=True)
    except SyntaxError as error:
        refused = {"message": error.msg, "line": error.lineno}
        sink(("exit", {"how": "refused"} | _known(refused)))
        error.__traceback__ = None
        sys.excepthook(type(error), error, None)
        return None, None
    recorder = Recorder(source, sink, **options)
    sys.stdout = _wrap(recorder, sys.stdout, "")
    sys.stderr = _wrap(recorder, sys.stderr, "err")
    module = types.ModuleType("__main__")
    module.__file__ = path
    module.__builtins__ = sys.modules["builtins"]
    sys.modules["__main__"] = module
    recorder.install()
    recorder.watch_returns(code)
    return recorder, code


def main() -> None:
    """Be ``python FILE ARGUMENTS``, and write the recording's parts.

    The first arguments are the file for the parts, one in a line of JSON, and
    the options of ``Recorder``, in JSON. This process is the program's own:
    what is left of it ends as Python ends it.
    """
    parser = argparse.ArgumentParser()
    parser.add_argument("parts")
    parser.add_argument("options", type=json.loads)
    parser.add_argument("file")
    parser.add_argument("arguments", nargs=argparse.REMAINDER)
    given = parser.parse_args()
    descriptor = os.open(given.parts, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    process = os.getpid()

    def sink(part: tuple[str, dict]) -> None:
        # A child of the program is not the program.
        if os.getpid() == process:
            os.write(descriptor, json.dumps(part).encode() + b"\n")

    sys.argv = [given.file, *given.arguments]
    sys.path[0] = str(Path(given.file).resolve().parent)
    text = decode_source(Path(given.file).read_bytes())
    recorder, code = _prepare(text, given.file, sink, **given.options)
    if recorder is None:
        sys.exit(1)
    sys.__stdout__, sys.__stderr__ = sys.stdout, sys.stderr

    def end() -> None:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(1)

    recorder.end = end
    os.register_at_fork(after_in_child=recorder.uninstall)
    try:
        status = recorder.execute(code)
    except KeyboardInterrupt:
        # Python, too, ends by the signal.
        sys.stdout.flush()
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.raise_signal(signal.SIGINT)
    sys.exit(status)


if __name__ == "__main__":
    # As the main module this file would be here twice, and the program is
    # going to take that name.
    from timeline.recorder import main as begin

    begin()
