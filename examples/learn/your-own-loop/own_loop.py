"""An event loop that runs programs written for asyncio."""

import heapq
import itertools
import selectors
import sys
import time
from collections import deque

ready, timers, numbers = deque(), [], itertools.count()
selector = selectors.DefaultSelector()


class CancelledError(BaseException):
    pass


class Future:
    done, value, error = False, None, None

    def __init__(self):
        self.callbacks = []

    def __await__(self):
        if not self.done:
            yield self
        return self.result()

    def result(self):
        if self.error:
            raise self.error
        return self.value

    def finish(self, value=None, error=None):
        if not self.done:
            self.done, self.value, self.error = True, value, error
            ready.extend(self.callbacks)

    def cancel(self):
        self.finish(error=CancelledError())


class Task(Future):
    awaited, must_cancel = None, False

    def __init__(self, coroutine):
        super().__init__()
        self.coroutine = coroutine
        ready.append(self.step)

    def step(self):
        try:
            if self.must_cancel:
                self.must_cancel = False
                self.awaited = self.coroutine.throw(CancelledError())
            else:
                self.awaited = self.coroutine.send(None)
        except StopIteration as end:
            self.finish(end.value)
        except (Exception, CancelledError) as error:
            self.finish(error=error)
        else:
            self.awaited.callbacks.append(self.step)

    def cancel(self):
        if self.awaited and not self.awaited.done:
            self.awaited.cancel()
        else:
            self.must_cancel = True


def create_task(coroutine):
    return Task(coroutine)


async def sleep(seconds):
    future = Future()
    due = time.monotonic() + seconds
    heapq.heappush(timers, (due, next(numbers), future.finish))
    await future


async def sock_recv(sock, size):
    future = Future()
    selector.register(sock, selectors.EVENT_READ, future.finish)
    try:
        await future
    finally:
        selector.unregister(sock)
    return sock.recv(size)


def get_running_loop():
    return sys.modules[__name__]  # this module is the loop


def run(coroutine):
    main = Task(coroutine)
    while not main.done:
        until_timer = timers[0][0] - time.monotonic() if timers else None
        for key, _ in selector.select(0 if ready else until_timer):
            ready.append(key.data)
        while timers and timers[0][0] <= time.monotonic():
            ready.append(heapq.heappop(timers)[-1])
        for _ in range(len(ready)):
            ready.popleft()()
    return main.result()
