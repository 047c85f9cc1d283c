"""A hundred thousand turns."""

import asyncio


async def count(n):
    for _ in range(n):
        await asyncio.sleep(0)
    return n


async def main():
    print(await asyncio.gather(count(50_000), count(50_000)))


asyncio.run(main())
