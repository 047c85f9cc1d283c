"""An asynchronous generator: await and yield in one function."""

import asyncio


async def toaster(slices):
    for _ in range(slices):
        await asyncio.sleep(0.1)
        yield "toast"


async def main():
    async for slice_ in toaster(3):
        print(slice_)
    print("no bread left")


asyncio.run(main())
