"""Two cooks, each of whom waits for what the other one holds."""

import asyncio


async def cook(first, second):
    async with first:
        await asyncio.sleep(0.1)
        async with second:
            print("breakfast is ready")


async def main():
    pan, stove = asyncio.Lock(), asyncio.Lock()
    await asyncio.gather(cook(pan, stove), cook(stove, pan))


asyncio.run(main())
