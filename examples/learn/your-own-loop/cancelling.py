"""A loop whose tasks can fail, and be cancelled."""

import heapq
import itertools
import time
from collections import deque

ready, timers, numbers = deque(), [], itertools.count()


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


async def sleep(seconds):
    future = Future()
    due = time.monotonic() + seconds
    heapq.heappush(timers, (due, next(numbers), future.finish))
    await future


def run(coroutine):
    main = Task(coroutine)
    while not main.done:
        if not ready:
            time.sleep(max(0, timers[0][0] - time.monotonic()))
        while timers and timers[0][0] <= time.monotonic():
            ready.append(heapq.heappop(timers)[-1])
        for _ in range(len(ready)):
            ready.popleft()()
    return main.result()


async def brew():
    try:
        await sleep(2)
    finally:
        print("stove off")


async def burn():
    await sleep(0.2)
    raise ValueError("the toast is burnt")


async def main():
    coffee, toast = Task(brew()), Task(burn())
    await sleep(0.1)
    print("no coffee, please")
    coffee.cancel()
    for task in coffee, toast:
        try:
            await task
        except (CancelledError, ValueError) as error:
            print(repr(error))


run(main())
