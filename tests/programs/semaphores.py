"""A semaphore, a bounded one, and one released too often."""

import asyncio


async def work(n, semaphore):
    async with semaphore:
        print("in", n)
        await asyncio.sleep(0.03)
    print("out", n)


async def main():
    semaphore = asyncio.Semaphore(2)
    async with asyncio.TaskGroup() as group:
        for n in range(5):
            group.create_task(work(n, semaphore))
    bounded = asyncio.BoundedSemaphore(1)
    try:
        bounded.release()
    except ValueError as error:
        print(error)
    print(bounded.locked())


asyncio.run(main())
