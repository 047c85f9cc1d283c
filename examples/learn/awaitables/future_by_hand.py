"""A future: one side waits for a result, the other side sets it."""

import asyncio


async def guest(name, order):
    print(f"{name} waits")
    print(f"{name} has {await order}")


async def kitchen(order):
    await asyncio.sleep(0.1)
    print("the kitchen rings")
    order.set_result("pancakes")


async def main():
    order = asyncio.get_running_loop().create_future()
    await asyncio.gather(
        guest("Ann", order), guest("Bob", order), kitchen(order)
    )


asyncio.run(main())
