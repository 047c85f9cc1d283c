"""PriorityQueue and LifoQueue, full and empty."""

import asyncio


async def main():
    for kind in asyncio.Queue, asyncio.PriorityQueue, asyncio.LifoQueue:
        queue = kind(maxsize=4)
        for n in (3, 1, 4, 1):
            await queue.put(n)
        try:
            queue.put_nowait(5)
        except asyncio.QueueFull:
            print("full", queue.qsize())
        late = asyncio.create_task(queue.put(0))
        print(kind.__name__, [await queue.get() for _ in range(5)])
        await late
        try:
            queue.get_nowait()
        except asyncio.QueueEmpty:
            print("empty")


asyncio.run(main())
