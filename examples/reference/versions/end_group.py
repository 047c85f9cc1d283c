"""A group is ended early, up to Python 3.14."""

import asyncio


class EnoughError(Exception):
    pass


async def enough():
    raise EnoughError


async def brew():
    await asyncio.sleep(3600)


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(brew())
            await asyncio.sleep(0.1)
            group.create_task(enough())
    except* EnoughError:
        print("ended early")
    print("lights out")


asyncio.run(main())
