"""When the toast burns, a task group cancels the coffee."""

import asyncio


async def brew():
    await asyncio.sleep(1)
    print("coffee ready")


async def toast():
    await asyncio.sleep(0.2)
    raise ValueError("the toast is burnt")


async def main():
    try:
        async with asyncio.TaskGroup() as kitchen:
            kitchen.create_task(brew())
            kitchen.create_task(toast())
    except* ValueError as group:
        print("no breakfast:", *group.exceptions)
    await asyncio.sleep(1.2)
    print("kitchen locked")


asyncio.run(main())
