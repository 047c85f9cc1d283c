"""One task, one turn."""

import asyncio


async def main():
    print("good morning")


asyncio.run(main())
