# /// script
# requires-python = ">=3.13"
# ///
"""Closing time: shutdown ends every loop around get."""

import asyncio


async def cook(name, seconds, orders):
    try:
        while True:
            print(name, "makes", await orders.get())
            await asyncio.sleep(seconds)
    except asyncio.QueueShutDown:
        print(name, "goes home")


async def main():
    orders = asyncio.Queue()
    for dish in "soup", "salad", "pasta":
        await orders.put(dish)
    orders.shutdown()
    await asyncio.gather(cook("Ann", 0.2, orders), cook("Bob", 0.3, orders))


asyncio.run(main())
