"""The classes of asyncio that report, and the names where they are put.

asyncio looks its own classes up by name whenever it makes one, so a subclass
under that name is all it takes. Each has the names of the one that it stands
in for, and adds one frame to the stack, which ``tracebacks`` hides.
"""

import asyncio

from timeline import clock, streams, tracebacks

RealHandle = asyncio.events.Handle
RealTimerHandle = asyncio.events.TimerHandle
RealTask = asyncio.tasks.Task

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
    tracebacks.install()
    if recorder.virtual:
        recorder.clock.install()
        streams.install(recorder)


def uninstall(recorder) -> None:
    """Put back what was replaced."""
    for name in (*HANDLES, "TimerHandle"):
        mine = getattr(asyncio.events, name)
        setattr(asyncio.events, name, mine.__base__)
    _put_task(RealTask)
    del asyncio.tasks.set
    tracebacks.uninstall()
    if recorder.virtual:
        clock.uninstall()
        streams.uninstall()


def _handle(real: type, recorder) -> type:
    class Handle(real):
        __slots__ = ("_cause",)

        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            recorder.scheduled(self)

        _run = _reporting(real._run, recorder)

    return _disguised(Handle, real)


def _timer_handle(recorder) -> type:
    class TimerHandle(RealTimerHandle):
        __slots__ = ("_cause", "_number", "_order")

        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            recorder.timer_set(self)

        _run = _reporting(RealTimerHandle._run, recorder)

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


def _reporting(real_run, recorder):
    """Return a method ``_run`` of handles that reports when it is run."""

    def _run(handle):
        if not recorder.begin(handle):
            return real_run(handle)
        try:
            return real_run(handle)
        finally:
            recorder.end()
            # A traceback keeps this frame; it must not keep the task, or
            # nobody would hear that its exception was never retrieved.
            # asyncio does the same.
            handle = None

    return _run


def _task(recorder) -> type:
    class Task(RealTask):
        __slots__ = ("_number", "_order", "_started")

        def __init__(self, coro, **options):
            eager = options.get("eager_start", False)
            recorder.created(self, coro, options.get("name"), eager)
            if not eager or not _is_running(options.get("loop")):
                super().__init__(coro, **options)
                return
            recorder.begin_turn(self, coro, eager=True)
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
