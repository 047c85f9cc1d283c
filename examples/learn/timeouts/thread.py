"""A timeout stops the waiting, and not the thread."""

import asyncio
import time

cups = []


def grind():
    time.sleep(0.5)
    cups.append("coffee")


async def main():
    try:
        async with asyncio.timeout(0.2):
            await asyncio.to_thread(grind)
    except TimeoutError:
        print("too slow")
    await asyncio.sleep(0.5)
    print("and a little later:", cups)


asyncio.run(main())
