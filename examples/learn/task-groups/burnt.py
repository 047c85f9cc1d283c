"""When the toast burns, gather leaves the coffee brewing."""

import asyncio


async def brew():
    await asyncio.sleep(1)
    print("coffee ready")


async def toast():
    await asyncio.sleep(0.2)
    raise ValueError("the toast is burnt")


async def main():
    try:
        await asyncio.gather(brew(), toast())
    except ValueError as error:
        print("no breakfast:", error)
    await asyncio.sleep(1.2)
    print("kitchen locked")


asyncio.run(main())
