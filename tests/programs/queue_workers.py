"""Five workers on one queue, with task_done and join."""

import asyncio


async def worker(name, queue):
    while True:
        n = await queue.get()
        await asyncio.sleep(0.01 + n * 0.01)
        print(name, "did", n)
        queue.task_done()


async def main():
    queue = asyncio.Queue()
    workers = [asyncio.create_task(worker(f"w{i}", queue)) for i in range(5)]
    for n in range(0, 30, 3):
        queue.put_nowait(n)
    await queue.join()
    for task in workers:
        task.cancel()
    print(await asyncio.gather(*workers, return_exceptions=True))


asyncio.run(main())
