"""Without task_done, join waits for ever."""

import asyncio


async def cook(orders):
    while True:
        print("made", await orders.get())


async def main():
    orders = asyncio.Queue()
    cooking = asyncio.create_task(cook(orders))
    await orders.put("soup")
    try:
        async with asyncio.timeout(0.3):
            await orders.join()
    except TimeoutError:
        print("empty:", orders.empty(), "and join still waits")
    cooking.cancel()


asyncio.run(main())
