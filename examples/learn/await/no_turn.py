"""An await that waits for nothing: the other task gets no turn."""

import asyncio


async def rinse(cup):
    print(f"rinsed {cup}")


async def wash():
    for cup in "first cup", "second cup", "third cup":
        await rinse(cup)


async def doorbell():
    print("ding dong")


async def main():
    await asyncio.gather(wash(), doorbell())


asyncio.run(main())
