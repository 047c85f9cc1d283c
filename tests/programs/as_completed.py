"""as_completed in the order of ends, and with a timeout."""

import asyncio


async def work(n):
    await asyncio.sleep(0.03 * n)
    return n


async def main():
    for first in asyncio.as_completed([work(3), work(1), work(2)]):
        print(await first)
    try:
        for each in asyncio.as_completed([work(1), work(9)], timeout=0.1):
            print(await each)
    except TimeoutError:
        print("timeout")


asyncio.run(main())
