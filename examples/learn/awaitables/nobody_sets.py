"""A future that nobody sets: whoever waits for it waits for ever."""

import asyncio


async def guest(order):
    print("Ann waits")
    print("Ann has", await order)


async def kitchen(order):
    await asyncio.sleep(0.1)
    print("the kitchen is out of eggs")


async def main():
    order = asyncio.get_running_loop().create_future()
    await asyncio.gather(guest(order), kitchen(order))


asyncio.run(main())
