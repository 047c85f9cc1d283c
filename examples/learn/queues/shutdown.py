# /// script
# requires-python = ">=3.13"
# ///
"""Closing time: shutdown ends every loop around get."""

import asyncio


async def cook(name, orders):
    try:
        while True:
            print(name, "makes", await orders.get())
            await asyncio.sleep(0.2)
    except asyncio.QueueShutDown:
        print(name, "goes home")


async def main():
    orders = asyncio.Queue()
    for dish in "soup", "salad":
        await orders.put(dish)
    orders.shutdown()
    await cook("Ann", orders)


asyncio.run(main())
