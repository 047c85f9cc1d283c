"""A task can be awaited again; it keeps its result."""

import asyncio


async def brew():
    print("brewing")
    return "coffee"


async def main():
    task = asyncio.create_task(brew())
    print("first cup:", await task)
    print("second cup:", await task)


asyncio.run(main())
