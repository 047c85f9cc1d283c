"""The loop's own thread waits for workers, in all the ways that block it."""

import asyncio
import queue
import threading
import time
from concurrent.futures import ThreadPoolExecutor, wait

order = queue.Queue()
ready = threading.Event()


def knead(seconds):
    time.sleep(seconds)
    order.put(seconds)
    ready.set()
    return seconds


async def tick():
    await asyncio.sleep(0.05)
    print("tick")


async def main():
    loop = asyncio.get_running_loop()
    began = time.monotonic()
    ticking = asyncio.create_task(tick())
    pool = ThreadPoolExecutor(max_workers=2)
    print(pool.submit(knead, 0.2).result(), order.get())
    ready.clear()
    jobs = [loop.run_in_executor(pool, knead, n) for n in (0.3, 0.1, 0.4)]
    await asyncio.sleep(0)
    print(ready.wait(), order.get(), order.get())
    done, _ = wait([pool.submit(knead, n) for n in (0.1, 0.2)])
    print(sorted(job.result() for job in done))
    await ticking
    try:
        with ThreadPoolExecutor(max_workers=1) as narrow:
            async with asyncio.timeout(0.2):
                await asyncio.gather(
                    loop.run_in_executor(narrow, knead, 0.5),
                    loop.run_in_executor(narrow, knead, 0.6),
                )
    except TimeoutError:
        print("too late")
    pool.shutdown()
    print([await job for job in jobs])
    print(f"{time.monotonic() - began:.1f} s")


asyncio.run(main())
pool = ThreadPoolExecutor()
slow = pool.submit(time.sleep, 0.1)
pool.shutdown()
print(slow.done())
