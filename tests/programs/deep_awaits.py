"""Awaits five hundred levels deep."""

import asyncio


async def down(n):
    if n:
        return 1 + await down(n - 1)
    await asyncio.sleep(0.01)
    return 0


async def fail(n):
    if n:
        await fail(n - 1)
    await asyncio.sleep(0.01)
    raise ValueError("deep")


async def main():
    print(await asyncio.gather(down(500), down(400)))
    try:
        await fail(300)
    except ValueError as error:
        depth, traceback = 0, error.__traceback__
        while traceback:
            depth, traceback = depth + 1, traceback.tb_next
        print(depth)


asyncio.run(main())
