"""What does it print? The limit is 0.2 seconds, and grinding takes 0.5."""

import asyncio
import time


async def grind():
    time.sleep(0.5)
    print("ground")


async def main():
    try:
        async with asyncio.timeout(0.2):
            await grind()
    except TimeoutError:
        print("no coffee")


asyncio.run(main())
