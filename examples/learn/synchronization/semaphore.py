"""A semaphore: four dishes, and only two of them on the stove at a time."""

import asyncio

cooking = 0


async def cook(dish, seconds, stove):
    global cooking
    async with stove:
        cooking += 1
        print(f"{dish} on, cooking: {cooking}")
        await asyncio.sleep(seconds)
        cooking -= 1
    print(f"{dish} served")


async def main():
    stove = asyncio.Semaphore(2)
    dishes = {"soup": 0.3, "rice": 0.5, "eggs": 0.1, "stew": 0.3}
    await asyncio.gather(
        *(cook(dish, seconds, stove) for dish, seconds in dishes.items())
    )


asyncio.run(main())
