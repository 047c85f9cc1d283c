"""Closing time, with one None for two cooks."""

import asyncio


async def cook(name, seconds, orders):
    while (dish := await orders.get()) is not None:
        print(name, "makes", dish)
        await asyncio.sleep(seconds)
    print(name, "goes home")


async def main():
    orders = asyncio.Queue()
    for dish in "soup", "salad", "pasta", None:
        await orders.put(dish)
    await asyncio.gather(cook("Ann", 0.2, orders), cook("Bob", 0.3, orders))


asyncio.run(main())
