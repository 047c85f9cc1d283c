"""A coroutine runs once; awaiting it again is an error."""

import asyncio


async def brew():
    return "coffee"


async def main():
    coroutine = brew()
    print("first cup:", await coroutine)
    print("second cup:", await coroutine)


asyncio.run(main())
