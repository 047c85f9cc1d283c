"""One task blocks the loop, and another wakes up late."""

import asyncio
import time


async def grind():
    time.sleep(2)


async def toast():
    await asyncio.sleep(1)
    print("toast ready")


async def main():
    await asyncio.gather(toast(), grind())


asyncio.run(main())
