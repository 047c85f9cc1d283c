# /// script
# requires-python = ">=3.14"
# ///
"""One task begins at once, since Python 3.14."""

import asyncio


async def toast():
    print("toast on")
    await asyncio.sleep(0.1)


async def main():
    task = asyncio.create_task(toast(), eager_start=True)
    print("task created")
    await task


asyncio.run(main())
