"""A task fails; the one that awaits it gets the exception."""

import asyncio


async def toast():
    raise ValueError("burnt")


async def main():
    task = asyncio.create_task(toast())
    try:
        await task
    except ValueError as error:
        print("caught:", error)


asyncio.run(main())
