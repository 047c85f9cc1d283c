"""Asynchronous comprehensions, and what they cannot be given to."""

import asyncio


async def toaster(slices):
    for number in range(1, slices + 1):
        await asyncio.sleep(0.1)
        yield number


async def main():
    print([number async for number in toaster(3)])
    print({number: number**2 async for number in toaster(3) if number > 1})
    try:
        list(toaster(3))
    except TypeError as error:
        print(error)


asyncio.run(main())
