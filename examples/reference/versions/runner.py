"""A loop for several calls, since Python 3.11."""

import asyncio


async def toast(slices):
    await asyncio.sleep(0.1)
    return f"{slices} slices"


with asyncio.Runner() as runner:
    for slices in 2, 3:
        print(runner.run(toast(slices)))
