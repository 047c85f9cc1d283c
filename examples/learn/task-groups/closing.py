"""An exception of your own ends the group, and goes no further."""

import asyncio


class ClosingError(Exception):
    """The kitchen closes."""


async def cook(dish, seconds):
    await asyncio.sleep(seconds)
    print(f"{dish} ready")


async def main():
    try:
        async with asyncio.TaskGroup() as kitchen:
            kitchen.create_task(cook("soup", 0.1))
            kitchen.create_task(cook("roast", 3))
            await asyncio.sleep(0.4)
            raise ClosingError
    except* ClosingError:
        print("the roast has to wait")
    print("kitchen closed")


asyncio.run(main())
