"""A thread of the program's own hands values to the loop."""

import asyncio
import threading
import time


async def main():
    loop = asyncio.get_running_loop()
    queue = asyncio.Queue()

    def measure():
        for value in 20, 21:
            time.sleep(0.1)
            loop.call_soon_threadsafe(queue.put_nowait, value)

    threading.Thread(target=measure, daemon=True).start()
    print(await queue.get(), await queue.get())


asyncio.run(main())
