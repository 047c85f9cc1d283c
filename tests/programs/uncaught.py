"""An exception with a cause and a context leaves the program."""

import asyncio


async def inner():
    await asyncio.sleep(0.01)
    raise KeyError("inner")


async def middle():
    try:
        await inner()
    except KeyError as error:
        raise ValueError("middle") from error


async def main():
    try:
        await asyncio.create_task(middle())
    except ValueError:
        raise RuntimeError("outer")


asyncio.run(main())
