"""The same work, with a lock held for all of it, and for its last step."""

import asyncio
import time


async def ask_baker(seconds):
    await asyncio.sleep(seconds)


async def write_down():
    await asyncio.sleep(0.1)


async def all_of_it(seconds, book):
    async with book:
        await ask_baker(seconds)
        await write_down()


async def last_step(seconds, book):
    await ask_baker(seconds)
    async with book:
        await write_down()


async def main():
    for update in all_of_it, last_step:
        book = asyncio.Lock()
        started = time.perf_counter()
        await asyncio.gather(update(0.2, book), update(0.4, book))
        print(f"{update.__name__}: {time.perf_counter() - started:.1f} s")


asyncio.run(main())
