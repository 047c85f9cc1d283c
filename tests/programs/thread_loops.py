"""Three threads, each with a loop of its own."""

import asyncio
import threading


async def work(n):
    await asyncio.sleep(0.05 * n)
    print("thread", n, threading.current_thread().name)


threads = [
    threading.Thread(target=asyncio.run, args=[work(n)], name=f"t{n}")
    for n in (2, 1, 3)
]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("joined")
