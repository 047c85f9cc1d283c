"""What does it print? The guest leaves before the roast is ready."""

import asyncio


async def cook(dish, seconds):
    await asyncio.sleep(seconds)
    print(f"{dish} ready")


async def dine():
    async with asyncio.TaskGroup() as kitchen:
        kitchen.create_task(cook("roast", 0.5))
        await asyncio.sleep(0.1)
        print("the guest leaves")
        return "no tip"


async def main():
    print(await dine())


asyncio.run(main())
