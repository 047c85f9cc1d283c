"""A task is cancelled while it waits, and again when it has ended."""

import asyncio


async def toast():
    await asyncio.sleep(2)


async def main():
    task = asyncio.create_task(toast())
    await asyncio.sleep(1)
    task.cancel()
    await asyncio.wait([task])
    print("the second time:", task.cancel())


asyncio.run(main())
