"""A queue with room for one gives turns."""

import asyncio

WORKERS = 2
REST_AFTER = 0  # items; 0: never
ROOM = 1  # of the queue; 0: no limit

order = []


async def worker(name):
    for _ in range(3):
        order.append(name)
        await asyncio.sleep(0)


async def fill(queue):
    for item in range(6):
        await queue.put(item)


async def greedy(queue):
    for number in range(1, 7):
        await queue.get()
        order.append("G")
        if REST_AFTER and number % REST_AFTER == 0:
            await asyncio.sleep(0)


async def main():
    queue = asyncio.Queue(ROOM)
    async with asyncio.TaskGroup() as group:
        group.create_task(fill(queue))
        group.create_task(greedy(queue))
        for name in "abcdefghij"[:WORKERS]:
            group.create_task(worker(name))
    print(*order)


asyncio.run(main())
