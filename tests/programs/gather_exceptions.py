"""Gather with and without return_exceptions; the others go on."""

import asyncio


async def work(n):
    await asyncio.sleep(0.05 * n)
    if n == 2:
        raise ValueError(f"no {n}")
    print("done", n)
    return n


async def main():
    print(await asyncio.gather(*map(work, range(4)), return_exceptions=True))
    try:
        await asyncio.gather(*map(work, range(4)))
    except ValueError as error:
        print("caught", error)
    await asyncio.sleep(0.1)
    print(len(asyncio.all_tasks()))


asyncio.run(main())
