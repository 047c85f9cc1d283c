"""A function works in a thread, and the loop goes on."""

import asyncio
import time


def grind():
    time.sleep(2)
    return "coffee"


async def main():
    print(await asyncio.to_thread(grind))


asyncio.run(main())
