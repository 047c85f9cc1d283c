"""An event loop of four lines: take a coroutine, give it a turn, repeat."""

from collections import deque


class Turn:
    def __await__(self):
        yield


async def count(name, to):
    for number in range(1, to + 1):
        print(name, number)
        await Turn()


ready = deque([count("hen", 3), count("duck", 2)])
while ready:
    coroutine = ready.popleft()
    try:
        coroutine.send(None)
    except StopIteration:
        continue
    ready.append(coroutine)
