"""Two tasks side by side, and their results in the order of the arguments."""

import asyncio
import time


async def make(what, seconds):
    print(f"{what} on")
    await asyncio.sleep(seconds)
    print(f"{what} ready")
    return what


async def main():
    started = time.perf_counter()
    breakfast = await asyncio.gather(make("coffee", 0.6), make("toast", 0.4))
    print(breakfast, f"after {time.perf_counter() - started:.1f} s")


asyncio.run(main())
