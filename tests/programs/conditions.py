"""Consumers wait for a condition; notify wakes one, notify_all the rest."""

import asyncio


async def consumer(n, condition, stock):
    async with condition:
        await condition.wait_for(lambda: stock)
        print("consumer", n, "takes", stock.pop())


async def main():
    condition, stock = asyncio.Condition(), []
    tasks = [
        asyncio.create_task(consumer(n, condition, stock)) for n in range(3)
    ]
    await asyncio.sleep(0.02)
    async with condition:
        stock.append("a")
        condition.notify()
    await asyncio.sleep(0.02)
    async with condition:
        stock.extend("bc")
        condition.notify_all()
    await asyncio.gather(*tasks)
    try:
        condition.notify()
    except RuntimeError as error:
        print(error)


asyncio.run(main())
