"""A clock that skips waiting.

It stands in for the functions of ``time`` and for the selector in which an
event loop waits. Where the loop would wait for a timer, the clock is moved to
it. Worker threads of executors take part: one runs at a time, and its
``time.sleep`` is a deadline on the same clock.

Where something from outside may come first (a socket, a pipe, a process, a
thread of the program's own) waiting is real, because nothing else would be
true.
"""

import asyncio
import concurrent.futures.thread
import heapq
import itertools
import random
import selectors
import signal
import sys
import threading
import time
import typing
from collections.abc import Callable
from types import FrameType

from timeline import faults
from timeline.unsimulated import refuse

try:
    import resource

    THREAD = resource.RUSAGE_THREAD
except (ImportError, AttributeError):  # not every system counts by thread
    resource = None

HAS_THREADS = sys.platform != "emscripten"

# What ``time.monotonic`` begins with: it is never near 0 on a real machine.
BEGINNING = 1000.0
# A program that reads the clock again and again without waiting wants it to
# move. From this number of reads in one turn on, each moves it by a tick.
PATIENCE = 2000
TICK = 0.001
# How long, in real seconds, a worker thread may run between two waits before
# it counts as waiting for something real.
STUCK = 2.0
# How often, in real seconds, a sleeping worker looks whether the loop waits
# for it in some other way than by its selector.
LOOK = 0.05
# Where lots are drawn, deadlines that are the same when rounded to this many
# digits are for one instant, and each is late by up to so many microseconds.
DIGITS = 5
LATE = 7

REAL = {
    name: getattr(time, name)
    for name in (
        "monotonic",
        "monotonic_ns",
        "perf_counter",
        "perf_counter_ns",
        "sleep",
        "time",
        "time_ns",
    )
}
RealSelector = selectors.DefaultSelector
real_submit = concurrent.futures.ThreadPoolExecutor.submit
real_work = concurrent.futures.thread._WorkItem.run


class Spent(typing.NamedTuple):
    """What the loop's thread has spent: ``seconds`` of real time, but for
    those that it waited for this clock; ``work``, seconds of processor time;
    how often it has let go of the processor to wait, in ``waits``; and how
    often a worker has let time pass for which it waited, in ``rescues``.
    """

    seconds: float
    work: float
    waits: int
    rescues: int

    @classmethod
    def until_now(cls, clock: "Clock") -> "Spent":
        """Return what this thread has spent until now."""
        used = resource.getrusage(THREAD) if resource else None
        return cls(
            REAL["monotonic"]() - clock.waited,
            time.thread_time() if HAS_THREADS else 0.0,
            used.ru_nvcsw if used else 0,
            clock.rescues,
        )

    def block(self, now: "Spent") -> float:
        """Return the seconds since then in which the program kept the thread.

        A thread that has not let go of the processor has worked. If it took
        longer than its work, others had the processor. What it waited for a
        worker has been told.
        """
        rescued = now.rescues != self.rescues
        if rescued or (resource and now.waits == self.waits):
            return now.work - self.work
        return now.seconds - self.seconds


class Job:
    """One function in a worker thread: queued, active, asleep, loose, done.

    A loose one is waiting for something real.
    """

    def __init__(self, number: int, executor: object) -> None:
        self.number = number
        self.executor = executor
        self.state = "queued"
        self.awake = threading.Event()
        self.thread = 0


class Marked:
    """A function with the job that it is; no worker ever calls it."""

    def __init__(self, job: Job, function: Callable) -> None:
        self.job = job
        self.function = function


class Lots(random.Random):
    """Decides what asyncio leaves open.

    Seeds come in pairs that draw the opposite of each other, so that what may
    come in two orders comes in both.
    """

    def __init__(self, seed: int) -> None:
        self.opposite = seed % 2
        super().__init__(seed // 2)

    def random(self) -> float:
        """Return a number from 0 to 1."""
        drawn = super().random()
        return 1 - drawn if self.opposite else drawn

    def toss(self) -> bool:
        """Toss a coin."""
        return bool(self.randint(0, 1))


class Clock:
    """The virtual clock of one run; ``now`` is in seconds since it began.

    ``watcher`` is told what happens: ``blocked(seconds, frame)``,
    ``thread(function, waits=False)``, which returns a number and has to wait
    where no worker is free, ``thread_began(number)``,
    ``paused(number, seconds)``, ``thread_ended(number)``, ``outside(what)``,
    ``polls()`` where it asks for ever, ``pause(loop)`` where one waits,
    ``deadlock()``. ``lots`` decides what asyncio leaves open; without it,
    first is first.
    """

    def __init__(self, watcher: object, lots: Lots | None = None) -> None:
        self.now = 0.0
        self.reads = 0
        self.polls = 0
        self.waited = 0.0
        self.rescues = 0
        # The loop that waits for real, and since when; under ``settled``.
        self.waiting: tuple[asyncio.AbstractEventLoop, float] | None = None
        self.watcher = watcher
        self.lots = lots
        self.began = REAL["time"]()
        self.owner = threading.get_ident()
        self.settled = threading.Condition()
        self.jobs: dict[int, Job] = {}
        self.unmanaged = 0
        self.others: set[concurrent.futures.Future] = set()
        self.sleepers: list[tuple[float, int, Job]] = []
        self.later: list[tuple[float, int, object]] = []
        self.order = itertools.count()
        self.here = threading.local()
        # Those of ``inline``, where Python has none.
        self.threads = None

    # The functions of ``time``.

    def monotonic(self) -> float:
        """Stand in for ``time.monotonic``."""
        return BEGINNING + self._read()

    def time(self) -> float:
        """Stand in for ``time.time``."""
        return self.began + self._read()

    def perf_counter(self) -> float:
        """Stand in for ``time.perf_counter``."""
        return self.monotonic()

    def monotonic_ns(self) -> int:
        """Stand in for ``time.monotonic_ns``."""
        return round(self.monotonic() * 1e9)

    def perf_counter_ns(self) -> int:
        """Stand in for ``time.perf_counter_ns``."""
        return self.monotonic_ns()

    def time_ns(self) -> int:
        """Stand in for ``time.time_ns``."""
        return round(self.time() * 1e9)

    def _read(self) -> float:
        """Return the seconds since the program began."""
        if not self._is_mine():
            # For a thread of the program's own the clock goes by itself, from
            # where it stands when the thread looks at it first.
            if not hasattr(self.here, "began"):
                self.here.began = REAL["monotonic"]() - self.now
            return REAL["monotonic"]() - self.here.began
        self.reads += 1
        if self.reads > PATIENCE and threading.get_ident() == self.owner:
            self.now += TICK
            self.watcher.blocked(TICK, sys._getframe(2))
        return self.now

    def moment(self) -> float:
        """Return ``now``, also in a thread while the loop waits for real."""
        if self.waiting is None:
            return self.now
        with self.settled:
            if self.waiting is None:
                return self.now
            return self.now + REAL["monotonic"]() - self.waiting[1]

    def _is_mine(self) -> bool:
        """Say whether the clock of this thread is the virtual one."""
        return (
            threading.get_ident() == self.owner
            or getattr(self.here, "job", None) is not None
        )

    def let_go(self) -> None:
        """Go by itself from here on, as in the child of a fork."""
        self.owner = 0
        self.here.job = None

    def stop(self) -> None:
        """Go by itself from here on, and let nobody wait for this clock."""
        self.owner = 0
        with self.settled:
            self.settled.notify_all()
        while self.later:
            heapq.heappop(self.later)[2]()

    def sleep(self, seconds: float) -> None:
        """Stand in for ``time.sleep``."""
        if not isinstance(seconds, int | float) or not seconds >= 0:
            REAL["sleep"](seconds)  # raises what it raises
        job = getattr(self.here, "job", None)
        if threading.get_ident() == self.owner and job is None:
            self.now += seconds
            self.watcher.blocked(seconds, sys._getframe(1))
        elif job is None:
            REAL["sleep"](seconds)
        elif HAS_THREADS:
            self._pause(job, seconds)
        else:
            refuse("sleeps in a function that a thread's function calls")

    def follow(self, seconds: float) -> None:
        """Go on, because a selector of the program's own waited for real."""
        if threading.get_ident() == self.owner:
            self.now += seconds

    def due(self, moment: float) -> float:
        """Return when that fires which is set for this moment.

        What is set for one instant fires in an order that nobody promises,
        together or with whole turns in between.
        """
        if self.lots is None:
            return moment
        return round(moment, DIGITS) + self.lots.randint(0, LATE) * 1e-6

    def arrived(self, events: list, timeout: float | None) -> list:
        """Return what has come of what sockets have sent, in that order.

        While there is other work, more may still be on its way.
        """
        if self.lots is None:
            return events
        if timeout == 0:
            events = [each for each in events if self.lots.toss()]
        self.lots.shuffle(events)
        return events

    # Worker threads.

    def submit(self, executor, function, /, *args, **kwargs):
        """Stand in for ``ThreadPoolExecutor.submit``."""
        if (
            threading.get_ident() != self.owner
            or asyncio._get_running_loop() is None
            or type(executor) is not concurrent.futures.ThreadPoolExecutor
        ):
            future = real_submit(executor, function, *args, **kwargs)
            # Its thread, or the interpreter in it, may take long to start.
            self.others.add(future)
            return future
        if not HAS_THREADS:
            return self.threads.submit(executor, function, args, kwargs)
        unfinished = sum(
            job.executor is executor for job in self.jobs.values()
        )
        waits = unfinished >= executor._max_workers
        job = Job(self.watcher.thread(function, waits=waits), executor)
        if not self.owner:
            return real_submit(executor, function, *args, **kwargs)
        self.jobs[job.number] = job
        try:
            future = real_submit(
                executor, Marked(job, function), *args, **kwargs
            )
        except BaseException:
            del self.jobs[job.number]
            raise
        self._settle()
        return future

    def work(self, item, *args) -> None:
        """Stand in for the worker's ``run`` of one submitted function."""
        job = _unmark(item)
        if job is None:
            self.unmanaged += 1
            try:
                real_work(item, *args)
            finally:
                self.unmanaged -= 1
            return
        self.here.job = job
        job.thread = threading.get_ident()
        job.state = "active"
        self.watcher.thread_began(job.number)
        if self.lots and self.lots.toss():
            # Others may come first, however little the function has to do.
            self._sleep_until(job, self.due(self.now))
        try:
            real_work(item, *args)
        finally:
            self.watcher.thread_ended(job.number)
            self.here.job = None
            with self.settled:
                del self.jobs[job.number]
                self.settled.notify_all()

    def _pause(self, job: Job, seconds: float) -> None:
        self.watcher.paused(job.number, seconds)
        self._sleep_until(job, self.due(self.moment() + seconds))

    def _sleep_until(self, job: Job, moment: float) -> None:
        job.awake.clear()
        with self.settled:
            order = self.lots.random() if self.lots else next(self.order)
            heapq.heappush(self.sleepers, (moment, order, job))
            job.state = "asleep"
            self.settled.notify_all()
            if self.waiting:
                # It cannot know of this deadline yet.
                self.waiting[0]._write_to_self()
        while not job.awake.wait(LOOK):
            if not self.owner:
                REAL["sleep"](max(0.0, moment - self.now))
                return
            self._rescue(job)

    def _rescue(self, job: Job) -> None:
        """Let time pass where the loop's own thread waits for a worker.

        ``Future.result``, ``Thread.join``, ``shutdown`` and others do.
        """
        with self.settled:
            if (
                not self.sleepers
                or self.sleepers[0][2] is not job
                or any(map(self._is_moving, self.jobs.values()))
                or self._has_thread_of_its_own()
            ):
                return
            frame = _blocked_frame(self.owner)
            if frame is None:
                return
            moment, *_ = heapq.heappop(self.sleepers)
            seconds = max(0.0, moment - self.now)
            self.now += seconds
            self.rescues += 1
            job.state = "active"
            job.awake.set()
        self.watcher.blocked(seconds, frame)

    def _settle(self) -> None:
        """Wait until no worker thread runs that could go on by itself."""
        began = REAL["monotonic"]()
        with self.settled:
            waited = 0.0
            while self.owner and any(map(self._is_moving, self.jobs.values())):
                if self.settled.wait(0.05):
                    waited = 0.0
                    continue
                waited += 0.05
                for job in self.jobs.values():
                    if job.state == "active" and (
                        waited > STUCK or _waits_for_real(job.thread)
                    ):
                        self._loosen(job)
        self.waited += REAL["monotonic"]() - began

    def loosen(self) -> None:
        """Learn that this thread is about to wait for something real."""
        job = getattr(self.here, "job", None)
        if job is not None and HAS_THREADS:
            with self.settled:
                self._loosen(job)
                self.settled.notify_all()

    def _loosen(self, job: Job) -> None:
        job.state = "loose"
        self.watcher.outside("a thread that waits")

    def _is_moving(self, job: Job) -> bool:
        if job.state == "queued":
            at_work = sum(
                other.executor is job.executor and other.state != "queued"
                for other in self.jobs.values()
            )
            return at_work < job.executor._max_workers
        return job.state == "active"

    def pause_inline(
        self, number: int, wake: Callable[[], None], seconds: float
    ) -> None:
        """Call ``wake`` when a function has slept, where no threads are."""
        if not isinstance(seconds, int | float) or not seconds >= 0:
            REAL["sleep"](seconds)  # raises what it raises
        self.watcher.paused(number, seconds)
        due = self.due(self.now + seconds)
        heapq.heappush(self.later, (due, next(self.order), wake))

    # The selector.

    def select(self, selector, timeout: float | None) -> list:
        """Stand in for the wait of the running loop."""
        self.reads = 0
        self.watcher.pause(asyncio._get_running_loop())
        real_select = RealSelector.select
        events = real_select(selector, 0)
        if events or (timeout is not None and timeout <= 0):
            self._pass_time()
            return _in_order(events)
        self.polls = 0
        outside, closing = self._outside(selector), _is_closing()
        outside = self._let_others_in(outside, timeout)
        # A thread that has just ended woke the loop before that.
        events = real_select(selector, 0)
        if events:
            return _in_order(events)
        if outside:
            self.watcher.outside(outside)
            began = REAL["monotonic"]()
            with self.settled:
                self.waiting = asyncio._get_running_loop(), began
                first = self.sleepers[:1]
            due = [deadline - self.now for deadline, *_ in first]
            waits = [wait for wait in (timeout, *due) if wait is not None]
            events = real_select(selector, min(waits, default=None))
            with self.settled:
                self.waiting = None
                self.now += REAL["monotonic"]() - began
        elif not self.sleepers and closing:
            return real_select(selector, timeout)
        self._wake(timeout, moving=not outside)
        return _in_order(events or real_select(selector, 0))

    def _let_others_in(self, outside: str, timeout: float | None) -> str:
        """Let other processes reach the program's servers where it waits for
        something from outside, or for clients alone.
        """
        network = getattr(selectors.DefaultSelector, "network", None)
        if network is None or not HAS_THREADS:
            return outside
        ends = timeout is None and not self.sleepers and not self.later
        if outside or (ends and network.serves_for_ever()):
            loop = asyncio._get_running_loop()
            if network.open_doors(loop):
                return outside or "a socket or a pipe"
        return outside

    def _pass_time(self) -> None:
        """Let the clock go on where the program waits by asking again and
        again, with ``sleep(0)``: nothing else would ever come.
        """
        self.polls += 1
        if self.polls > PATIENCE:
            self.watcher.polls()
            self.now += TICK
            if self.sleepers and self.sleepers[0][0] <= self.now:
                self._wake(0, moving=True)

    def _wake(self, timeout: float | None, *, moving: bool) -> None:
        """Move to what comes next: a timer, a sleeping thread, an end."""
        queues = [queue for queue in (self.sleepers, self.later) if queue]
        first = min(queues, key=lambda queue: queue[0][:2], default=None)
        end = None if timeout is None else self.now + timeout
        if first and (end is None or first[0][0] <= end):
            if moving:
                self.now = max(self.now, first[0][0])
            elif first[0][0] > self.now:
                return
            _, _, waiting = heapq.heappop(first)
            if first is self.later:
                waiting()
                return
            waiting.state = "active"
            waiting.awake.set()
            self._settle()
        elif moving and end is None:
            self.watcher.deadlock()
        elif moving:
            self.now = end

    def _outside(self, selector) -> str:
        """Say what may wake the loop from outside, if anything may."""
        # The loop's own pipe to itself is always there.
        if len(selector.get_map()) - selector.simulated > 1:
            return "a socket or a pipe"
        # Other threads may add to it meanwhile.
        for future in tuple(self.others):
            if future.done():
                self.others.discard(future)
        if (
            self.others
            or self.unmanaged
            or any(job.state == "loose" for job in self.jobs.values())
        ):
            return "a thread that waits"
        if getattr(asyncio._get_running_loop(), "_signal_handlers", None):
            return "a signal"
        if HAS_THREADS and signal.getitimer(signal.ITIMER_REAL)[0]:
            return "an alarm"
        return "a thread of its own" if self._has_thread_of_its_own() else ""

    def _has_thread_of_its_own(self) -> bool:
        """Say whether the program has made a thread, not an executor."""
        known = {self.owner, *(job.thread for job in self.jobs.values())}
        return any(
            thread.ident not in known
            and thread not in concurrent.futures.thread._threads_queues
            and not _closes_executor(thread)
            for thread in threading.enumerate()
        )

    # Putting it in place.

    def install(self) -> None:
        """Replace the functions of ``time``, and the wait of event loops."""
        clock = self

        class DefaultSelector(RealSelector):
            # How many of its files are sockets in memory.
            simulated = 0

            def select(self, timeout=None):
                if clock.drives(self):
                    try:
                        return clock.select(self, timeout)
                    except Exception as error:
                        faults.settle(clock.watcher, error)
                events = super().select(timeout)
                if not events and timeout and timeout > 0:
                    clock.follow(timeout)
                return events

        DefaultSelector.__qualname__ = RealSelector.__qualname__
        DefaultSelector.__name__ = RealSelector.__name__
        selectors.DefaultSelector = DefaultSelector
        for name in REAL:
            setattr(time, name, getattr(self, name))
        executor = concurrent.futures.ThreadPoolExecutor

        def submit(executor, function, /, *args, **kwargs):
            return clock.submit(executor, function, *args, **kwargs)

        executor.submit = submit

        def work(item, *args):
            clock.work(item, *args)

        concurrent.futures.thread._WorkItem.run = work

    def drives(self, selector) -> bool:
        """Say whether the selector is that of the running loop, in the thread
        of the clock.
        """
        loop = asyncio._get_running_loop()
        return (
            threading.get_ident() == self.owner
            and getattr(loop, "_selector", None) is selector
        )


def uninstall() -> None:
    """Put back what ``Clock.install`` replaced."""
    for name, function in REAL.items():
        setattr(time, name, function)
    selectors.DefaultSelector = RealSelector
    concurrent.futures.ThreadPoolExecutor.submit = real_submit
    concurrent.futures.thread._WorkItem.run = real_work


def _unmark(item: object) -> Job | None:
    """Give a worker's item its function back; return the job that it is."""
    function, *rest = item.task if hasattr(item, "task") else (item.fn,)
    if not isinstance(function, Marked):
        return None
    if rest:  # from Python 3.14 on
        item.task = function.function, *rest
    else:
        item.fn = function.function
    return function.job


def _closes_executor(thread: threading.Thread) -> bool:
    """Say whether asyncio made the thread, to wait for its workers."""
    target = getattr(thread, "_target", None)
    return getattr(target, "__name__", None) == "_do_shutdown"


def _is_closing() -> bool:
    return any(map(_closes_executor, threading.enumerate()))


def _in_order(events: list) -> list:
    """Return events of a selector by the age of their file descriptors."""
    return sorted(events, key=lambda event: event[0].fd)


def _blocked_frame(thread: int) -> FrameType | None:
    """Return where a thread waits for another one, if it does.

    One that could go on, and has not had its turn since, does not wait; nor
    does one that waits in this file, or until a new thread has begun.
    """
    innermost = frame = sys._current_frames().get(thread)
    if frame is None or frame.f_globals.get("__name__") != "threading":
        return None
    local = frame.f_locals
    if frame.f_code is threading.Condition.wait.__code__:
        blocks = "waiter" in local and local["waiter"].locked()
    elif frame.f_code.co_name == "_wait_for_tstate_lock":  # up to Python 3.12
        blocks = "lock" in local and local["lock"].locked()
    elif frame.f_code is threading.Thread.join.__code__:
        blocks = local["self"].is_alive()
    else:
        blocks = False
    while blocks and frame is not None:
        starts = frame.f_code is threading.Thread.start.__code__
        blocks = not starts and frame.f_globals is not globals()
        frame = frame.f_back
    return innermost if blocks else None


def _waits_for_real(thread: int) -> bool:
    """Say whether a thread stands in a module that waits for something.

    One that stands in this file has been woken, and not had its turn since.
    """
    innermost = frame = sys._current_frames().get(thread)
    while frame is not None and frame.f_globals["__name__"] == "threading":
        frame = frame.f_back
    if frame is None or frame.f_globals["__name__"] == __name__:
        return False
    return innermost.f_globals["__name__"] in {
        "queue",
        "selectors",
        "socket",
        "ssl",
        "subprocess",
        "threading",
        "multiprocessing.connection",
    }


# In messages of asyncio they have the names of what they stand in for.
for name in REAL:
    getattr(Clock, name).__qualname__ = name
