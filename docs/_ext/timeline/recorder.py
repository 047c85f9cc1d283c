"""Records what the event loop of a program does.

The recorder is told what happens by the classes of ``hooks``, by the clock and
by the output. A handle is all that an event loop ever runs, so every turn and
every cause pass by here.
"""

import asyncio
import itertools
import os
import threading
import types
import typing
from collections.abc import Callable

from timeline import clock, faults, names, places, returns, streams
from timeline.hooks import RealHandle, RealTask, RealTimerHandle

# How many events a recording may have. A figure of more helps nobody.
EVENTS = 1000
# How much of one text, in characters, is kept.
TEXT = 500

# What asyncio runs as a task to clean up.
INTERNAL = {
    "BaseEventLoop.shutdown_asyncgens",
    "BaseEventLoop.shutdown_default_executor",
}
# What may wake the loop that no code of the program in it does.
FROM_OUTSIDE = {"data", "room", "signal", "other thread"}
# A gap of so many real seconds, in which a turn tells nothing, is a block. It
# is what asyncio's debug mode takes for slow. A browser is slower, and cannot
# tell the work of the program from that of others.
SLOW = 0.1 if clock.HAS_THREADS else 0.5
# Work of so many seconds is the program's and not the recorder's; and that is
# how much of it, in pieces that are no blocks, a reader has to know of.
PIECE, MUCH = 0.003, 1.0
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
POLLS = (
    "It asks again and again, with sleep(0): after {:,} such turns the clock "
    "went on by {:g} ms with each one, however long that took for real."
)
PIECES = (
    "It works for more than {:g} s in all, in short pieces that take no time "
    "on this clock. On the real clock, timers fire in between: record it with "
    "--real."
)
ELSEWHERE = (
    "A thread of its own prints: where that stands among the rest may differ "
    "from run to run."
)
HELD_UP = (
    "Its loop waits for a thread, and not with await, so that all tasks wait, "
    "too. The order of events may differ from run to run."
)


class Deadlock(KeyboardInterrupt):
    """Ends a program in which nothing can ever go on.

    Nothing that asyncio runs swallows a KeyboardInterrupt.
    """


class Turn:
    """One turn of a task, while it lasts."""

    def __init__(
        self, task: RealTask, coroutine: object, throw: str | None
    ) -> None:
        self.task = task
        self.number = task._number
        self.coroutine = coroutine
        self.frame = getattr(coroutine, "cr_frame", None)
        self.line: int | None = None
        self.held: list[dict] = []
        if throw and not getattr(coroutine, "cr_suspended", True):
            # It is never going to begin.
            self.let_go()

    def is_over(self) -> bool:
        """Say whether the coroutine has ended, and learn at which line.

        Where it has, nobody else keeps the frame, and what is in it must go.
        """
        if not places.is_over(self.coroutine):
            return False
        self.let_go()
        return True

    def let_go(self) -> None:
        """Learn the line at which the frame is, and forget it."""
        if self.frame is not None:
            self.line = self.frame.f_lineno
            self.frame = None


class Begun(typing.NamedTuple):
    """What has begun and is not over, and what goes on when it is.

    ``loop`` is None for what is not run by a loop, but inside of a turn.
    """

    handle: int
    loop: asyncio.AbstractEventLoop | None
    actor: tuple[str, str]
    turn: Turn | None


class Recorder:
    """Collects what happens while one program runs.

    ``sink`` is called with each part of the recording, as a pair: its name and
    a dictionary; ``schema.assemble`` puts them together. ``virtual`` is false
    for the real clock, and ``limit`` is the number of events after which the
    recording ends. ``shuffle`` is the seed of a run in which lots decide what
    asyncio leaves open: the order of timers and threads that are due at one
    instant. What stands in the queue keeps its order. ``debug`` is for who
    works on the recorder: its frames stay in tracebacks, and it tells its
    faults on standard error, too.
    """

    def __init__(  # noqa: PLR0913
        self,
        source: places.Source,
        sink: Callable[[tuple[str, dict]], None],
        *,
        virtual: bool = True,
        limit: int = EVENTS,
        shuffle: int | None = None,
        debug: bool = False,
    ) -> None:
        self.sources = places.Sources(source)
        self.sink = sink
        self.virtual = virtual
        self.limit = limit
        self.lots = None if shuffle is None else clock.Lots(shuffle)
        self.clock = clock.Clock(self, self.lots)
        self.began = clock.REAL["monotonic"]()
        self.owner = threading.get_ident()
        self.on = True
        self.debug = debug
        self.is_broken = False
        self.count = 0
        # Who acts now, and why: see ``by`` and ``cause`` in the schema.
        self.actor = ("main", "")
        self.turn: Turn | None = None
        self.begun: list[Begun] = []
        self.writing: dict = {}
        self.told = clock.Spent.until_now(self.clock)
        self.worked = 0.0
        self.blocking: dict = {}
        # What threads of the program's own are writing, by their number.
        self.own_thread = threading.local()
        self.elsewhere: dict[int, dict] = {}
        self.is_over = False
        # The functions for which no thread has been free yet.
        self.queued: set[int] = set()
        self.tasks = itertools.count(1)
        self.names = itertools.count(1)
        self.timers = itertools.count(1)
        self.threads = itertools.count(1)
        self.order = itertools.count()
        self.sleeping: dict[int, float] = {}
        self.noted: set[str] = set()
        self.own_time: Callable[[], float] | None = None
        self.give_up: Callable[[], None] | None = None
        faults.contain(self)
        self.returns = returns.Returns(self.returning, self.note)

    # Emitting.

    def time(self) -> int:
        """Return the microseconds since the program began."""
        if self.own_time:
            return round(self.own_time() * 1e6)
        if self.virtual:
            return round(self.clock.moment() * 1e6)
        return round((clock.REAL["monotonic"]() - self.began) * 1e6)

    def emit(self, kind: str, /, **fields) -> None:
        """Record an event; what is None or False is left out."""
        self.flush()
        self._tell_block()
        self._emit({"t": self.time(), "e": kind} | names.known(fields))

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

    def _tell_block(self) -> None:
        """Note that a turn has kept the loop for long, in real time.

        On the virtual clock no time has passed: ``real`` says how much did.
        """
        if not self.begun or threading.get_ident() != self.owner:
            return
        before, self.told = self.told, clock.Spent.until_now(self.clock)
        lasted = before.block(self.told)
        if lasted < SLOW:
            self._add_up(self.told.work - before.work)
            return
        lasted = round(lasted * 1e6)
        event = {"t": self.time(), "e": "block"} | names.known(
            {"by": self.who()[0]}
        )
        if self.virtual:
            self._emit(event | {"dur": 0, "real": lasted})
        else:
            self._emit(event | {"t": event["t"] - lasted, "dur": lasted})

    def _add_up(self, seconds: float) -> None:
        """Note work in many pieces, of which none is a block."""
        if not self.virtual or not clock.HAS_THREADS or seconds < PIECE:
            return
        before, self.worked = self.worked, self.worked + seconds
        if before < MUCH <= self.worked:
            self.note(PIECES.format(MUCH))

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

    def blocked(self, seconds: float, frame: types.FrameType) -> None:
        """Note that the program blocked the loop until now, at the frame.

        Where another thread says so, the loop's own waits for that one.
        """
        place = self.sources.place(frame)
        if threading.get_ident() == self.owner:
            by = self.who()[0]
        else:
            by = self.actor[0]
            self.note(HELD_UP)
        before = self.blocking
        if before and (
            before["by"],
            before.get("line"),
            before.get("file"),
        ) == (by, *place):
            before["dur"] += seconds
            return
        self.flush()
        since = round((self.clock.now - seconds) * 1e6)
        self.blocking = {"t": since, "e": "block", "by": by} | names.known(
            {"dur": seconds} | place._asdict()
        )
        if seconds != clock.TICK:
            self.flush()

    def thread(self, function: Callable, *, waits: bool = False) -> int:
        """Note that a function goes to a thread; return its number.

        It may have to wait until one is free.
        """
        number = next(self.threads)
        self.sink(
            ("thread", {"id": number, "label": names.threaded(function)})
        )
        self.emit(
            "thread",
            thread=number,
            by=self.who()[0],
            **self.sources.place(places.caller())._asdict(),
            waits=waits,
        )
        if waits:
            self.queued.add(number)
        return number

    def paused(self, number: int, seconds: float) -> None:
        """Note that a thread sleeps."""
        self.emit("pause", thread=number, dur=round(seconds * 1e6))

    def thread_began(self, number: int) -> None:
        """Note that a thread has begun, where it had to wait for that."""
        if number in self.queued:
            self.queued.discard(number)
            self.emit("thread_run", thread=number)

    def thread_ended(self, number: int) -> None:
        """Note that a thread has ended."""
        self.emit("thread_end", thread=number)

    def outside(self, what: str) -> None:
        """Something that cannot be simulated is waited for."""
        self.note(OUTSIDE.format(what))

    def polls(self) -> None:
        """Time passes because the program would ask for ever."""
        self.note(POLLS.format(clock.PATIENCE, clock.TICK * 1e3))

    def break_off(self, message: str, note: str) -> None:
        """End the recording here; say so, and why in a note."""
        self.note(note)
        if self.on:
            event = {"t": self.time(), "e": "limit", "message": message}
            self.sink(("event", event))

    def note(self, text: str) -> None:
        """Say what was not simulated; each sentence once."""
        if text not in self.noted:
            self.noted.add(text)
            self.sink(("note", {"text": text}))

    def deadlock(self) -> None:
        """Nothing can go on; end the program."""
        tasks = asyncio.all_tasks(asyncio._get_running_loop())
        waiting = sorted(task._number for task in tasks if _is_shown(task))
        self.emit("deadlock", waiting=waiting)
        self.on = False
        self.sink(("exit", {"how": "deadlock"}))
        if self.give_up:
            self.give_up()
        raise Deadlock

    # What the output reports.

    def wrote(self, text: str, stream: str) -> None:
        """Note that the program wrote a text."""
        if not self.on or not text:
            return
        if not self.is_mine():
            self._wrote_elsewhere(text, stream)
            return
        by = self.who()[0]
        # Nobody calls where Python itself writes, on its way out.
        place = self.sources.place(places.caller())
        event = names.known({"by": by} | place._asdict() | {"stream": stream})
        before = self.writing
        if before and all(
            before.get(key) == event.get(key)
            for key in ("by", "line", "file", "stream")
        ):
            before["text"] += text
        else:
            self.flush()
            self.writing = {"t": self.time(), "e": "out", "text": text} | event
        if text.endswith("\n"):
            self.flush()

    def _wrote_elsewhere(self, text: str, stream: str) -> None:
        """Note that a thread of the program's own wrote a text."""
        own = self.own_thread
        if not hasattr(own, "number"):
            own.number = next(self.threads)
            label = threading.current_thread().name
            part = {"id": own.number, "label": label, "own": True}
            self.sink(("thread", part))
            self.note(ELSEWHERE)
        place = self.sources.place(places.caller())
        event = {"t": self.time(), "e": "out", "text": text} | names.known(
            {"by": f"thread:{own.number}"}
            | place._asdict()
            | {"stream": stream}
        )
        # What ``print`` writes comes in two parts.
        before = self.elsewhere.pop(own.number, None)
        if before:
            event["text"] = before["text"] + text
        if text.endswith("\n"):
            self._emit(event)
        else:
            self.elsewhere[own.number] = event

    # What handles report.

    def scheduled(self, handle: RealHandle) -> None:
        """Note that a handle was made, for a callback in the queue."""
        if not self.is_mine():
            handle._cause = "", "other thread"
            return
        by, why = self.who()
        turn = self.turn
        inside = turn is not None and by == f"task:{turn.number}"
        if inside and turn.is_over():
            why = "finished"
        if names.function(handle._callback) == "BaseEventLoop.create_task":
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

    def skip_names(self, count: int) -> None:
        """Count tasks that asyncio would make, and give a name each, for what
        is done here without them.
        """
        for _ in range(count):
            next(self.names)

    def begin(self, handle: RealHandle) -> None:
        """Note that a loop runs a handle from now on."""
        self.clock.reads = 0
        if threading.get_ident() != self.owner:
            return
        self.pause(handle._loop)
        if not self.is_mine():
            return
        self._learn_time(handle._loop)
        task = _stepping(handle._callback)
        if task is None:
            self._begin(handle)
            self._begin_call(handle)
        elif not task.done():
            future = handle._args[0] if handle._args else None
            self._begin(handle)
            self._begin_turn(task, task.get_coro(), _thrown(task, future))

    def _begin(self, handle: RealHandle | None) -> None:
        loop = None if handle is None else handle._loop
        self.told = clock.Spent.until_now(self.clock)
        self.begun.append(Begun(id(handle), loop, self.actor, self.turn))

    def pause(self, loop: asyncio.AbstractEventLoop) -> None:
        """Note that the loop runs nothing any more."""
        while self.begun and self.begun[-1].loop is loop:
            self.end()

    def gone(self, handle: RealHandle) -> None:
        """Note that nobody has the handle any more."""
        if self.begun and self.begun[-1].handle == id(handle):
            self.end()

    def end(self) -> None:
        """Note that what has begun last is over."""
        self.flush()
        self._tell_block()
        turn = self.turn
        _, _, self.actor, self.turn = self.begun.pop()
        if turn is not self.turn and turn.number and self.on:
            self._end_turn(turn)

    def _learn_time(self, loop: asyncio.AbstractEventLoop) -> None:
        """Follow the clock of a loop that has its own."""
        if type(loop).time is asyncio.BaseEventLoop.time or self.own_time:
            return
        began = loop.time()
        self.own_time = lambda: loop.time() - began

    def _begin_call(self, handle: RealHandle) -> None:
        by, why = handle._cause
        if handle in getattr(handle._loop, "_signal_handlers", {}).values():
            by, why = "", "signal"
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
        outside = why if why in FROM_OUTSIDE else None
        # That a future is set is told by the tasks that it wakes.
        if asyncio.isfuture(getattr(called, "__self__", None)):
            outside = None
        if (by or outside) and not names.is_internal(called):
            self.emit("call", fn=names.function(called), by=by, why=outside)
            self.actor = "loop", "callback"

    def _moment(self, handle: RealTimerHandle) -> int:
        """Return the microsecond for which a timer is set."""
        left = handle._when - handle._loop.time()
        return self.time() + round(left * 1e6)

    def timer_set(self, handle: RealTimerHandle) -> None:
        """Note that a timer was set."""
        if self.lots:
            handle._order = self.lots.random()
            if type(handle._loop).time is asyncio.BaseEventLoop.time:
                handle._when = self.clock.due(handle._when)
        handle._cause = by, _ = self.who()
        if not self.is_mine() or (self.turn and not self.turn.number):
            return
        handle._number = next(self.timers)
        when = self._moment(handle)
        kind = names.timer(handle._callback)
        if kind == "sleep":
            self.sleeping[id(handle._args[0])] = when
        self.emit("timer", timer=handle._number, by=by, when=when, kind=kind)

    def timer_cancelled(self, handle: RealTimerHandle) -> None:
        """Note that a timer will not fire."""
        if handle._number and not handle._cancelled and self.is_mine():
            self.emit("untimer", timer=handle._number, by=self.who()[0])
            self.sleeping.pop(id(handle._args[0]) if handle._args else 0, None)

    # What tasks report.

    def created(self, task: RealTask, coroutine: object, name, eager) -> None:
        """Note that a task was made of a coroutine."""
        internal = getattr(coroutine, "__qualname__", "") in INTERNAL
        if not self.is_mine() or internal:
            return
        task._number = next(self.tasks)
        label = names.call(coroutine)
        self.sink(("task", {"id": task._number, "label": label}))
        if name is not None:
            self.named(task, name)
        by = self.who()[0]
        place = self.sources.place(places.caller())._asdict()
        number = task._number
        self.emit("create", task=number, by=by, **place, eager=eager)

    def named(self, task: RealTask, name: object) -> None:
        """Note that a task was given a name."""
        if task._number and isinstance(name, str):
            self.sink(("name", {"id": task._number, "name": name}))

    def cancelling(self, task: RealTask, message: object) -> None:
        """Note that a task is asked to cancel."""
        if not self.is_mine() or not _is_shown(task):
            return
        frame = places.caller()
        caller = frame.f_code
        file = os.path.basename(caller.co_filename)
        why = CANCELLERS.get(file)
        if caller.co_qualname == "_GatheringFuture.cancel":
            why = "gather"
        self.emit(
            "cancel",
            task=task._number,
            by=self.who()[0],
            **self.sources.place(frame)._asdict(),
            why=why,
            message=message if isinstance(message, str) else None,
            accepted=not task.done(),
        )

    def destroyed(self, task: RealTask) -> None:
        """Note that nobody has a task any more that has not ended.

        What goes when all of the program goes tells nothing.
        """
        if self.is_mine() and _is_shown(task) and not self.is_over:
            self.emit("end", task=task._number, how="destroyed")

    def begin_eagerly(self, task: RealTask, coroutine: object) -> None:
        """Note that a task has its first turn inside the turn of another;
        ``end`` is to follow.
        """
        self._begin(None)
        self._begin_turn(task, coroutine, None, eager=True)

    def _begin_turn(self, task, coroutine, throw, *, eager=False) -> None:
        number = task._number
        task._started = True
        if number:
            self.emit("run", task=number, throw=throw, eager=eager)
        self.actor = (f"task:{number}" if number else "loop"), ""
        self.turn = Turn(task, coroutine, throw)
        if self.turn.frame is not None:
            self.returns.watch(coroutine.cr_code)

    def returning(self, *_) -> None:
        """Note that a function is about to return.

        Its frame is let go just in time: with it, what was in it goes.
        """
        turn = self.turn
        if turn is not None and turn.frame is places.caller():
            turn.let_go()

    def _end_turn(self, turn: Turn) -> None:
        task, number = turn.task, turn.number
        turn.is_over()
        code = getattr(turn.coroutine, "cr_code", None)
        place = places.Place()
        if code is not None:
            place = self.sources.at(code, turn.line)
        if not task.done():
            kind, fields = self._standing(task, turn.coroutine)
            self.emit(kind, task=number, **fields)
        elif task.cancelled():
            self.emit("end", task=number, how="cancelled", **place._asdict())
        elif task._exception is not None:
            # exception() would mark it as retrieved.
            error = task._exception
            if place.line is None:
                place = self.sources.raised(error.__traceback__)
            told = place._asdict() | names.described(error)
            self.emit("end", task=number, how="raised", **told)
        else:
            value = task.result()
            shown = None if value is None else names.brief(value)
            told = place._asdict() | {"value": shown}
            self.emit("end", task=number, how="returned", **told)
        for event in turn.held:
            self.emit("ready", **event)

    def _standing(self, task: RealTask, coroutine) -> tuple[str, dict]:
        """Return the kind of event, wait or yield, and its fields."""
        mine, theirs = [], []
        for frame in places.frames(coroutine):
            if self.sources.find(frame.f_code):
                mine.append(frame)
                theirs.clear()
            else:
                theirs.append(frame)
        fields: dict = {}
        if mine:
            place, text = self.sources.suspended(mine[-1])
            fields = place._asdict() | {"text": text}
        on_the_way = (self.sources.suspended(each)[0] for each in mine[-9:-1])
        lines = (line for line, file in on_the_way if file is None)
        # Until Python 3.11 a comprehension has a frame of its own.
        via = [line for line, _ in itertools.groupby(lines)]
        future = task._fut_waiter
        if future is None:
            return "yield", fields | {"via": via}
        fields["on"] = names.library(theirs) or _future_kind(future)
        fields["until"] = self.sleeping.get(id(future))
        fields["tasks"] = _awaited(future, theirs)
        return "wait", fields | {"via": via}

    # How the program ends.

    def finished(self, error: BaseException | None) -> None:
        """Note that the program came to its end, or ended with an error."""
        if isinstance(error, SystemExit) and status(error):
            self._ended({"how": "exit", "code": status(error)})
        elif error is not None and not isinstance(error, SystemExit):
            place = self.sources.raised(error.__traceback__)._asdict()
            how = {"how": "raised"} | names.described(error)
            self._ended(how | names.known(place))
        else:
            self._ended({"how": "ok"})

    def _ended(self, how: dict) -> None:
        self.flush()
        while self.elsewhere:
            self._emit(self.elsewhere.popitem()[1])
        self.is_over = True
        self.sink(("exit", how))


def status(error: SystemExit) -> int:
    """Return the exit status that is meant by a SystemExit."""
    if error.code is None:
        return 0
    return int(error.code) if isinstance(error.code, int) else 1


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
    for frame in filter(names.is_of_asyncio, frames):
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
