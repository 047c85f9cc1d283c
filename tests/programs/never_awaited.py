"""Coroutines that nobody awaits: in a task, at the top, in a list."""

import asyncio


async def work():
    return 1


async def main():
    work()
    await asyncio.sleep(0.01)
    kept = [work() for _ in range(2)]
    print(len(kept))


asyncio.run(main())
work()
left = work()
