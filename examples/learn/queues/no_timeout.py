"""The methods take no timeout; wait with asyncio.timeout instead."""

import asyncio


async def main():
    orders = asyncio.Queue()
    try:
        async with asyncio.timeout(0.2):
            print(await orders.get())
    except TimeoutError:
        print("no order came")


asyncio.run(main())
