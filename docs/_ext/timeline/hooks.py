"""The classes of asyncio that report, and the names where they are put.

asyncio looks its own classes up by name whenever it makes one, so a subclass
under that name is all it takes. Each has the names of the one that it stands
in for.

While a loop runs a handle, no frame of the recorder is on the stack: it notes
the begin when the loop asks for the method ``_run`` of the handle, and the end
when the loop drops the handle, and with it a task that is done.
"""

import asyncio
import types
from collections.abc import Callable
from functools import wraps

from timeline import clock, dates, streams, tracebacks

RealHandle = asyncio.events.Handle
RealTimerHandle = asyncio.events.TimerHandle
RealTask = asyncio.tasks.Task
real_tracking = asyncio.BaseEventLoop._set_coroutine_origin_tracking

SelectorLoop = asyncio.selector_events.BaseSelectorEventLoop
# The methods that wait for a file, and what has come then.
FILES = {"_add_reader": "data", "_add_writer": "room"}
real_files = {name: getattr(SelectorLoop, name) for name in FILES}

# The classes of handles that are not timers; the second came in Python 3.14.
HANDLES = [
    name
    for name in ("Handle", "_ThreadSafeHandle")
    if hasattr(asyncio.events, name)
]


def install(recorder) -> None:
    """Let asyncio report to the recorder, and follow its clock."""
    for name in HANDLES:
        real = getattr(asyncio.events, name)
        setattr(asyncio.events, name, _handle(real, recorder))
    asyncio.events.TimerHandle = _timer_handle(recorder)
    _put_task(_task(recorder))
    asyncio.tasks.set = _set_in_order
    _watch_stops(recorder)
    _mark_files()
    recorder.returns.install()
    if not recorder.debug:
        tracebacks.install()
    if recorder.virtual:
        recorder.clock.install()
        dates.install(recorder.clock)
        streams.install(recorder)


def uninstall(recorder) -> None:
    """Put back what was replaced."""
    for name in (*HANDLES, "TimerHandle"):
        mine = getattr(asyncio.events, name)
        setattr(asyncio.events, name, mine.__base__)
    _put_task(RealTask)
    del asyncio.tasks.set
    asyncio.BaseEventLoop._set_coroutine_origin_tracking = real_tracking
    for name, real in real_files.items():
        setattr(SelectorLoop, name, real)
    recorder.returns.uninstall()
    tracebacks.uninstall()
    if recorder.virtual:
        clock.uninstall()
        dates.uninstall()
        streams.uninstall()


def _handle(real: type, recorder) -> type:
    class Handle(real):
        __slots__ = ("_cause",)

        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            self._cause = "", ""
            recorder.scheduled(self)

        _run = _run(real._run, recorder)

        def __del__(self):
            recorder.gone(self)

    return _disguised(Handle, real)


def _timer_handle(recorder) -> type:
    class TimerHandle(RealTimerHandle):
        __slots__ = ("_cause", "_number", "_order")

        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            self._cause, self._number = ("", ""), 0
            self._order = next(recorder.order)
            recorder.timer_set(self)

        _run = _run(RealTimerHandle._run, recorder)

        def __del__(self):
            recorder.gone(self)

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

    return _disguised(TimerHandle, RealTimerHandle)


def _run(real_run, recorder) -> property:
    """Return what stands in for the method ``_run`` of handles."""

    def begin(handle):
        recorder.begin(handle)
        return types.MethodType(real_run, handle)

    return property(begin)


def _watch_stops(recorder) -> None:
    """Tell the recorder when a loop stops, which is when it calls this."""

    def tracking(loop, enabled):
        if not enabled:
            recorder.pause(loop)
        real_tracking(loop, enabled)

    asyncio.BaseEventLoop._set_coroutine_origin_tracking = tracking


def _mark_files() -> None:
    """Let no task seem to be woken by the one that began to read a file, a
    pipe or a socket: what comes there comes from outside.
    """
    for name, why in FILES.items():
        setattr(SelectorLoop, name, _marking(real_files[name], why))


def _marking(real: Callable, why: str) -> Callable:
    @wraps(real)
    def marking(*args, **options):
        handle = real(*args, **options)
        handle._cause = "", why
        return handle

    return marking


def _task(recorder) -> type:
    class Task(RealTask):
        __slots__ = ("_number", "_order", "_started")

        def __init__(self, coro, **options):
            eager = options.get("eager_start", False)
            self._number, self._started = 0, False
            self._order = next(recorder.order)
            recorder.created(self, coro, options.get("name"), eager)
            if options.get("name") is None:
                # Python counts on from one program to the next.
                options["name"] = f"Task-{next(recorder.names)}"
            if not eager or not _is_running(options.get("loop")):
                super().__init__(coro, **options)
                return
            recorder.begin_eagerly(self, coro)
            try:
                super().__init__(coro, **options)
            finally:
                recorder.end()

        def set_name(self, value):
            recorder.named(self, value)
            super().set_name(value)

        def cancel(self, msg=None):
            recorder.cancelling(self, msg)
            return super().cancel(msg)

        def __del__(self):
            if not self.done():
                recorder.destroyed(self)
            super().__del__()

        # Sets of tasks are in the order of their creation.
        def __hash__(self):
            return self._order

    return _disguised(Task, RealTask)


def _disguised(mine: type, real: type) -> type:
    """Give a class the names of the one that it stands in for."""
    for name in "__name__", "__qualname__", "__module__", "__doc__":
        setattr(mine, name, getattr(real, name))
    return mine


def _put_task(task: type) -> None:
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
