"""A plain except does not see the error that is inside the group."""

import asyncio


async def toast():
    raise ValueError("the toast is burnt")


async def main():
    try:
        async with asyncio.TaskGroup() as kitchen:
            kitchen.create_task(toast())
    except ValueError:
        print("make another one")


asyncio.run(main())
