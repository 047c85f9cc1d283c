"""A task for each dish, but each is awaited before the next is created."""

import asyncio
import time


async def make(what, seconds):
    print(f"{what} on")
    await asyncio.sleep(seconds)
    print(f"{what} ready")


async def main():
    started = time.perf_counter()
    for what, seconds in ("toast", 0.2), ("coffee", 0.4):
        task = asyncio.create_task(make(what, seconds))
        await task
    print(f"breakfast after {time.perf_counter() - started:.1f} s")


asyncio.run(main())
