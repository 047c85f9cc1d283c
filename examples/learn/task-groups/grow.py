"""A task of the group starts more tasks in it."""

import asyncio


async def cook(dish, seconds):
    await asyncio.sleep(seconds)
    print(f"{dish} ready")


async def take_orders(kitchen):
    for dish, seconds in [("soup", 0.6), ("salad", 0.2)]:
        await asyncio.sleep(0.1)
        kitchen.create_task(cook(dish, seconds))
    print("all orders taken")


async def main():
    async with asyncio.TaskGroup() as kitchen:
        kitchen.create_task(take_orders(kitchen))
    print("all dishes served")


asyncio.run(main())
