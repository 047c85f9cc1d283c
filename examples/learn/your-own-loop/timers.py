"""A loop that sleeps until the first of its timers is due."""

import heapq
import itertools
import time
from collections import deque

ready, timers, numbers = deque(), [], itertools.count()


class Future:
    done, value = False, None

    def __init__(self):
        self.callbacks = []

    def __await__(self):
        if not self.done:
            yield self
        return self.value

    def finish(self, value=None):
        self.done, self.value = True, value
        ready.extend(self.callbacks)


class Task(Future):
    def __init__(self, coroutine):
        super().__init__()
        self.coroutine = coroutine
        ready.append(self.step)

    def step(self):
        try:
            awaited = self.coroutine.send(None)
        except StopIteration as end:
            self.finish(end.value)
        else:
            awaited.callbacks.append(self.step)


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
    return main.value


async def boil(name, seconds):
    await sleep(seconds)
    print(name, "ready")


async def main():
    began = time.monotonic()
    coffee, tea = Task(boil("coffee", 0.3)), Task(boil("tea", 0.1))
    await coffee
    await tea
    print(f"after {time.monotonic() - began:.1f} s")


run(main())
