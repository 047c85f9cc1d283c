"""Tasks meet at a barrier, one breaks it."""

import asyncio


async def runner(n, barrier):
    await asyncio.sleep(0.02 * n)
    print("at", n)
    try:
        async with barrier as position:
            print("past", n, position)
    except asyncio.BrokenBarrierError:
        print("broken for", n)


async def main():
    barrier = asyncio.Barrier(3)
    await asyncio.gather(*(runner(n, barrier) for n in range(3)))
    tasks = [asyncio.create_task(runner(n, barrier)) for n in range(2)]
    await asyncio.sleep(0.05)
    await barrier.abort()
    await asyncio.gather(*tasks)


asyncio.run(main())
