"""Coroutines awaited one after the other: their waits add up again."""

import asyncio
import time


async def make(what, seconds):
    print(f"{what} on")
    await asyncio.sleep(seconds)
    print(f"{what} ready")


async def main():
    started = time.perf_counter()
    await make("toast", 0.2)
    await make("coffee", 0.4)
    print(f"breakfast after {time.perf_counter() - started:.1f} s")


asyncio.run(main())
