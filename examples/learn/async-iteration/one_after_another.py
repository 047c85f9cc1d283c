"""An asynchronous iterator: each item may take its time."""

import asyncio


class Toaster:
    def __init__(self, slices):
        self.left = slices

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.left == 0:
            raise StopAsyncIteration
        self.left -= 1
        await asyncio.sleep(0.1)
        return "toast"


async def main():
    async for slice_ in Toaster(3):
        print(slice_)
    print("no bread left")


asyncio.run(main())
