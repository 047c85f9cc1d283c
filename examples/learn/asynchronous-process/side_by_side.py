"""The same breakfast with coroutines: the waits overlap."""

import asyncio
import time


async def make(what, seconds):
    print(f"{what} on")
    await asyncio.sleep(seconds)
    print(f"{what} ready")


async def main():
    started = time.perf_counter()
    await asyncio.gather(make("toast", 0.2), make("coffee", 0.4))
    print(f"breakfast after {time.perf_counter() - started:.1f} s")


asyncio.run(main())
