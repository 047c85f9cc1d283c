"""A call that blocks: while it waits, no task gets a turn."""

import asyncio
import time


async def clock():
    started = time.perf_counter()
    for _ in range(3):
        print(f"tick at {time.perf_counter() - started:.1f} s")
        await asyncio.sleep(0.2)


async def grind():
    await asyncio.sleep(0.1)
    print("grinding")
    time.sleep(0.8)
    print("ground")


async def main():
    await asyncio.gather(clock(), grind())


asyncio.run(main())
