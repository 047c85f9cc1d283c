"""A limit around a block, since Python 3.11."""

import asyncio


async def brew(seconds):
    await asyncio.sleep(seconds)
    return "coffee"


async def main():
    try:
        async with asyncio.timeout(0.2):
            made = await brew(0.5)
            print(made)
    except TimeoutError:
        print("tea, then")


asyncio.run(main())
