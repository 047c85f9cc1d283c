"""The cure for a call that blocks: let a thread wait for it."""

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
    await asyncio.to_thread(time.sleep, 0.8)
    print("ground")


async def main():
    await asyncio.gather(clock(), grind())


asyncio.run(main())
