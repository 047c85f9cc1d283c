"""Async generators that are left half way."""

import asyncio


async def numbers(name):
    try:
        for n in range(10):
            yield n
            await asyncio.sleep(0.01)
    finally:
        print("closing", name)
        await asyncio.sleep(0.01)
        print("closed", name)


async def leave(name):
    async for n in numbers(name):
        if n == 2:
            break
    print("left", name)


kept = None


async def main():
    global kept
    await leave("a")
    await asyncio.sleep(0.05)
    kept = numbers("kept")
    print(await anext(kept))
    other = numbers("thrown")
    await anext(other)
    try:
        await other.athrow(KeyError("x"))
    except KeyError as error:
        print("thrown", error)
    last = numbers("last")
    await last.asend(None)
    await last.aclose()


asyncio.run(main())
