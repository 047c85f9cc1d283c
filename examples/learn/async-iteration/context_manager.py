"""An asynchronous context manager may wait on the way in and out."""

import asyncio
from contextlib import asynccontextmanager


@asynccontextmanager
async def oven(degrees):
    print("heating up")
    await asyncio.sleep(0.1)
    try:
        yield f"oven at {degrees} degrees"
    finally:
        await asyncio.sleep(0.1)
        print("cooled down")


async def main():
    async with oven(200) as warm:
        print("baking in the", warm)


asyncio.run(main())
