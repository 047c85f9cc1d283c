"""What does it print? One of two cooks is sent home."""

import asyncio


async def cook(name, seconds):
    await asyncio.sleep(seconds)
    print(f"{name} is done")


async def main():
    async with asyncio.TaskGroup() as kitchen:
        ann = kitchen.create_task(cook("Ann", 0.5))
        kitchen.create_task(cook("Bob", 0.3))
        await asyncio.sleep(0.1)
        ann.cancel()
    print("Ann was sent home:", ann.cancelled())


asyncio.run(main())
