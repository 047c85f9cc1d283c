"""A task that nobody awaits keeps its error to itself until it is deleted."""

import asyncio


async def toast():
    raise ValueError("the toast is burnt")


async def main():
    task = asyncio.create_task(toast(), name="toast")
    await asyncio.sleep(0.1)
    print("nothing wrong so far")
    del task
    print("breakfast is served")


asyncio.run(main())
