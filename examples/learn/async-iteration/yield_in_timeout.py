"""A timeout around a yield hits whoever eats, not whoever cooks."""

import asyncio
from contextlib import aclosing


async def orders():
    async with asyncio.timeout(0.3):
        for dish in "soup", "salad":
            await asyncio.sleep(0.1)
            yield dish


async def main():
    try:
        async with aclosing(orders()) as kitchen:
            async for dish in kitchen:
                print(dish, "served")
                await asyncio.sleep(0.4)
                print(dish, "eaten")
    except TimeoutError:
        print("the kitchen is too slow")


asyncio.run(main())
