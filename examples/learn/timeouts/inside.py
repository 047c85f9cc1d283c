"""What does it print? The error is expected where the waiting is."""

import asyncio


async def main():
    async with asyncio.timeout(0.2):
        try:
            await asyncio.sleep(1)
        except TimeoutError:
            print("no soup, but I stay")


asyncio.run(main())
