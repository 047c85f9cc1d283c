"""A thread that can be stopped, because it asks whether it should."""

import asyncio
import threading
import time


def knead(stop):
    for minute in 1, 2, 3:
        if stop.is_set():
            print("stopped")
            return
        time.sleep(0.2)
        print("kneaded for", minute)


async def main():
    stop = threading.Event()
    try:
        async with asyncio.timeout(0.3):
            await asyncio.to_thread(knead, stop)
    except TimeoutError:
        print("I stop waiting")
    finally:
        stop.set()


asyncio.run(main())
