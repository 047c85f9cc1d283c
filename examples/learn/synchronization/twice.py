"""What does this print? Whoever has the lock asks for it again."""

import asyncio


async def count(till):
    async with till:
        print("counting")


async def close(till):
    async with till:
        print("closing")
        await count(till)
        print("closed")


async def main():
    await close(asyncio.Lock())


asyncio.run(main())
