"""A loop without timers can wait only by asking again and again."""

import time
from collections import deque


class Turn:
    def __await__(self):
        yield


async def boil(name, seconds):
    until = time.monotonic() + seconds
    turns = 0
    while time.monotonic() < until:
        turns += 1
        await Turn()
    print(name, "ready; more than 1000 turns:", turns > 1000)


ready = deque([boil("coffee", 0.3), boil("tea", 0.1)])
while ready:
    coroutine = ready.popleft()
    try:
        coroutine.send(None)
    except StopIteration:
        continue
    ready.append(coroutine)
