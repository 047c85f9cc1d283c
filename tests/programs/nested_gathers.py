"""Gather inside gather, three deep."""

import asyncio


async def leaf(n):
    await asyncio.sleep(0.02 * n)
    return n


async def branch(depth, n):
    if not depth:
        return await leaf(n)
    return await asyncio.gather(*(branch(depth - 1, n + i) for i in range(2)))


print(asyncio.run(branch(3, 1)))
