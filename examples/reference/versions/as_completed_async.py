# /// script
# requires-python = ">=3.13"
# ///
"""Results as they come, and of whom, since Python 3.13."""

import asyncio


async def make(what, seconds):
    await asyncio.sleep(seconds)
    return what


async def main():
    coffee = asyncio.create_task(make("coffee", 0.3))
    toast = asyncio.create_task(make("toast", 0.1))
    async for task in asyncio.as_completed([coffee, toast]):
        print(task.result(), task is toast)


asyncio.run(main())
