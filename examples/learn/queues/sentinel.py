"""Closing time without shutdown: one None for each cook."""

import asyncio


async def cook(name, orders):
    while (dish := await orders.get()) is not None:
        print(name, "makes", dish)
        await asyncio.sleep(0.2)
    print(name, "goes home")


async def main():
    orders = asyncio.Queue()
    for dish in "soup", "salad":
        await orders.put(dish)
    await orders.put(None)
    await cook("Ann", orders)


asyncio.run(main())
