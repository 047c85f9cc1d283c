"""A loop in a thread beside the loop of the main thread."""

import asyncio
import threading
import time


async def tick(name, delay):
    for n in range(3):
        await asyncio.sleep(delay)
        seen.append(f"{name} {n}")


def other():
    loop = asyncio.new_event_loop()
    loop.run_until_complete(tick("other", 0.08))
    loop.close()


async def main():
    thread = threading.Thread(target=other)
    thread.start()
    await asyncio.sleep(0.03)
    await tick("main", 0.08)
    await asyncio.to_thread(thread.join)


seen = []
began = time.monotonic()
asyncio.run(main())
# Which of the two loops is first is luck, as both run for real.
print(*sorted(seen))
print(0.2 < time.monotonic() - began < 5)
