"""A task works for so long that the timer of another one is late."""

import asyncio
import time


async def work():
    begin = time.process_time()
    while time.process_time() < begin + 0.8:
        sum(range(10_000))
    print("worked")


async def rest():
    await asyncio.sleep(0.3)
    print("rested")


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(rest())
        group.create_task(work())


asyncio.run(main())
