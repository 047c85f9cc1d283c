"""A task makes another one, and waits until it has ended."""

import asyncio


async def toast():
    print("toast ready")


async def main():
    task = asyncio.create_task(toast())
    print("toast ordered")
    await task


asyncio.run(main())
