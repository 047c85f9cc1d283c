"""With aclosing, the generator is closed where the block ends."""

import asyncio
from contextlib import aclosing


async def orders():
    print("kitchen opens")
    try:
        for dish in "soup", "salad", "pasta":
            yield dish
            await asyncio.sleep(0.1)
    finally:
        print("kitchen closes")


async def main():
    async with aclosing(orders()) as kitchen:
        async for dish in kitchen:
            print(dish)
            if dish == "salad":
                break
    print("guests leave")
    await asyncio.sleep(0.1)
    print("lights out")


asyncio.run(main())
