"""A timeout stops the waiting, and not the thread."""

import asyncio
import time


def grind():
    time.sleep(0.5)
    print("ground")


async def main():
    try:
        async with asyncio.timeout(0.2):
            await asyncio.to_thread(grind)
    except TimeoutError:
        print("no coffee")


asyncio.run(main())
