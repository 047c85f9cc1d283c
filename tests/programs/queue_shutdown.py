# /// script
# requires-python = ">=3.13"
# ///
"""Queue.shutdown, and as_completed as an async iterator."""

import asyncio


async def consumer(queue):
    try:
        while True:
            print("got", await queue.get())
    except asyncio.QueueShutDown:
        print("shut down")


async def work(n):
    await asyncio.sleep(0.02 * n)
    return n


async def main():
    queue = asyncio.Queue()
    task = asyncio.create_task(consumer(queue))
    for n in range(3):
        queue.put_nowait(n)
    await asyncio.sleep(0.01)
    queue.shutdown()
    await task
    async for each in asyncio.as_completed(map(work, (3, 1, 2))):
        print(await each)


asyncio.run(main())
