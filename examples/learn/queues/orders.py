"""A queue between a waiter and two cooks."""

import asyncio


async def cook(name, seconds, orders):
    while True:
        dish = await orders.get()
        try:
            await asyncio.sleep(seconds)
            print(f"{name} made {dish}")
        finally:
            orders.task_done()


async def main():
    orders = asyncio.Queue()
    async with asyncio.TaskGroup() as group:
        ann = group.create_task(cook("Ann", 0.2, orders))
        bob = group.create_task(cook("Bob", 0.3, orders))
        for dish in "soup", "salad", "pasta", "pie":
            await orders.put(dish)
        print("all ordered")
        await orders.join()
        print("all made")
        ann.cancel()
        bob.cancel()


asyncio.run(main())
