"""Without task_done, join waits for ever."""

import asyncio


async def cook(orders):
    while True:
        print("made", await orders.get())


async def main():
    orders = asyncio.Queue()
    cooking = asyncio.create_task(cook(orders))
    await orders.put("soup")
    await orders.join()
    print("all made")
    cooking.cancel()


asyncio.run(main())
