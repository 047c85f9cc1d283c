"""A limit around one call, as before Python 3.11."""

import asyncio


async def brew(seconds):
    await asyncio.sleep(seconds)
    return "coffee"


async def main():
    try:
        made = await asyncio.wait_for(
            brew(0.5),
            timeout=0.2,
        )
        print(made)
    except TimeoutError:
        print("tea, then")


asyncio.run(main())
