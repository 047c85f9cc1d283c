"""Async comprehensions of each kind, nested."""

import asyncio


async def ticks(n):
    for i in range(n):
        await asyncio.sleep(0.005)
        yield i


async def double(n):
    await asyncio.sleep(0.005)
    return 2 * n


async def main():
    print([i async for i in ticks(4) if i % 2])
    print({i: await double(i) async for i in ticks(3)})
    print(sorted({await double(i) for i in range(3)}))
    print([[j async for j in ticks(i)] async for i in ticks(3)])
    print([x async for x in (await double(i) async for i in ticks(2))])


asyncio.run(main())
