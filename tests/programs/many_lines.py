"""A lot of output; see also the test of a million lines."""

import asyncio


async def main():
    for n in range(20_000):
        print("line", n)
        if n % 1000 == 0:
            await asyncio.sleep(0)


asyncio.run(main())
