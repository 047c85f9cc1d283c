"""An eager task begins inside the turn of the one that makes it."""

# /// script
# requires-python = ">=3.12"
# ///

import asyncio


async def toast():
    print("toast on")
    await asyncio.sleep(1)


async def main():
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    task = asyncio.create_task(toast())
    print("on to the coffee")
    await task


asyncio.run(main())
