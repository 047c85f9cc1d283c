"""Ten thousand tasks at once."""

import asyncio


async def work(n):
    await asyncio.sleep(0.001 * (n % 10))
    return n


async def main():
    results = await asyncio.gather(*map(work, range(10_000)))
    print(sum(results))


asyncio.run(main())
