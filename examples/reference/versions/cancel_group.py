# /// script
# requires-python = ">=3.15"
# ///
"""A group is ended early, since Python 3.15."""

import asyncio


async def brew():
    await asyncio.sleep(3600)


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(brew())
        await asyncio.sleep(0.1)
        group.cancel()
        print("ended early")
    print("lights out")


asyncio.run(main())
