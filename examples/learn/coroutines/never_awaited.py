"""A coroutine that nobody awaits: its body never runs."""

import asyncio


async def brew():
    print("brewing")


async def main():
    brew()
    print("where is my coffee?")


asyncio.run(main())
