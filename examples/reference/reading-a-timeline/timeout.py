"""A timeout cancels what takes too long."""

import asyncio


async def main():
    try:
        async with asyncio.timeout(1):
            await asyncio.sleep(2)
    except TimeoutError:
        print("no toast today")


asyncio.run(main())
