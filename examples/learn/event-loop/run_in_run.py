"""A loop cannot be run where one is running."""

import asyncio


async def brew():
    return "coffee"


async def main():
    print(asyncio.run(brew()))


asyncio.run(main())
