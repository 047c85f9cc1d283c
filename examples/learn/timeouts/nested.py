"""Each course has its limit, and so has the meal."""

import asyncio


async def serve(dish, seconds):
    try:
        async with asyncio.timeout(0.3):
            await asyncio.sleep(seconds)
            print(f"{dish} served")
    except TimeoutError:
        print(f"no {dish} today")


async def main():
    try:
        async with asyncio.timeout(0.6):
            await serve("soup", 0.2)
            await serve("roast", 1)
            await serve("cake", 2)
    except TimeoutError:
        print("time to go")


asyncio.run(main())
