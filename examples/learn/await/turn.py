"""An await that suspends: the other task gets its turn."""

import asyncio


async def rinse(cup):
    print(f"rinsed {cup}")
    await asyncio.sleep(0)


async def wash():
    for cup in "first cup", "second cup", "third cup":
        await rinse(cup)


async def doorbell():
    print("ding dong")


async def main():
    await asyncio.gather(wash(), doorbell())


asyncio.run(main())
