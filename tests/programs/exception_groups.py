"""Groups within groups, split by except*."""

import asyncio


async def fail(delay, error):
    await asyncio.sleep(delay)
    raise error


async def inner():
    async with asyncio.TaskGroup() as group:
        group.create_task(fail(0.01, KeyError("inner")))
        group.create_task(fail(0.5, ValueError("never")))


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(inner())
            group.create_task(fail(0.01, TypeError("outer")))
    except* KeyError as found:
        print("keys", repr(found))
    except* TypeError as found:
        print("types", found.exceptions)
    async with asyncio.TaskGroup() as group:
        group.create_task(inner())


asyncio.run(main())
