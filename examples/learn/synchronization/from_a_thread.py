"""A thread sets an event, and the loop sleeps on."""

import asyncio
import threading
import time


def toast(ready):
    time.sleep(0.2)
    print("ding")
    ready.set()


async def guest(started, ready):
    await ready.wait()
    print(f"heard at {time.perf_counter() - started:.1f} s")


async def main():
    started = time.perf_counter()
    ready = asyncio.Event()
    toaster = threading.Thread(target=toast, args=[ready])
    toaster.start()
    waiting = asyncio.create_task(guest(started, ready))
    await asyncio.sleep(0.8)  # only this timer wakes the loop
    await waiting


asyncio.run(main())
