"""An async for takes one item after the other; tasks take turns."""

import asyncio
import time


async def toaster(slices):
    for number in range(1, slices + 1):
        await asyncio.sleep(0.2)
        yield number


async def spread(number):
    await asyncio.sleep(0.3)
    return number


async def main():
    started = time.perf_counter()
    async for number in toaster(2):
        await spread(number)
    print(f"one by one: {time.perf_counter() - started:.1f} s")

    started = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        async for number in toaster(2):
            group.create_task(spread(number))
    print(f"with tasks: {time.perf_counter() - started:.1f} s")


asyncio.run(main())
