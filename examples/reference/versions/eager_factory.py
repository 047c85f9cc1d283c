# /// script
# requires-python = ">=3.12"
# ///
"""All tasks of a loop begin at once, since Python 3.12."""

import asyncio


async def toast():
    print("toast on")
    await asyncio.sleep(0.1)


async def main():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(asyncio.eager_task_factory)
    task = asyncio.create_task(toast())
    print("task created")
    await task


asyncio.run(main())
