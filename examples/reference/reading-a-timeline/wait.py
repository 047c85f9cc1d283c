"""Two turns, and the wait between them."""

import asyncio


async def main():
    print("toast on")
    await asyncio.sleep(2)
    print("toast ready")


asyncio.run(main())
