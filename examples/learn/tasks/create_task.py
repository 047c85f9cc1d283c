"""A task begins at a turn of its own, not where it is created."""

import asyncio


async def toast():
    print("toast on")
    await asyncio.sleep(0.2)
    print("toast ready")
    return "toast"


async def main():
    task = asyncio.create_task(toast())
    print("task created")
    await asyncio.sleep(0.1)
    print("table set")
    print("on the plate:", await task)


asyncio.run(main())
