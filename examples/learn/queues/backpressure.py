"""A queue with a limit makes the fast side wait for the slow one."""

import asyncio


async def wash(plates):
    for number in 1, 2, 3, 4:
        await plates.put(number)
        print(f"washed {number}, waiting to be dried: {plates.qsize()}")
    await plates.put(None)


async def dry(plates):
    await asyncio.sleep(0.1)
    while (number := await plates.get()) is not None:
        print(f"    drying {number}")
        await asyncio.sleep(0.2)


async def main():
    plates = asyncio.Queue(maxsize=2)
    await asyncio.gather(wash(plates), dry(plates))


asyncio.run(main())
