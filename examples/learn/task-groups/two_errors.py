"""Two tasks fail, and each except* takes the errors of its kind."""

import asyncio


async def toast():
    await asyncio.sleep(0.2)
    raise ValueError("the toast is burnt")


async def brew():
    try:
        await asyncio.sleep(1)
    finally:
        raise OSError("the pot slipped")


async def main():
    try:
        async with asyncio.TaskGroup() as kitchen:
            kitchen.create_task(toast())
            kitchen.create_task(brew())
    except* ValueError as group:
        print("throw away:", group.exceptions)
    except* OSError as group:
        print("mop up:", group.exceptions)
    print("start again")


asyncio.run(main())
