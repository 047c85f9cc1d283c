"""The same for a single awaitable."""

import asyncio


async def cook():
    await asyncio.sleep(1)
    return "soup"


async def main():
    try:
        print(await asyncio.wait_for(cook(), 0.3))
    except TimeoutError:
        print("we have to go")


asyncio.run(main())
