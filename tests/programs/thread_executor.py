"""Functions in threads, one after another and side by side."""

import asyncio
import concurrent.futures
import time


def work(n):
    time.sleep(0.05 * n)
    return n * n


async def main():
    loop = asyncio.get_running_loop()
    print(await loop.run_in_executor(None, work, 1))
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        futures = [loop.run_in_executor(pool, work, n) for n in (3, 1, 2)]
        print(await asyncio.gather(*futures))
    try:
        await asyncio.to_thread(int, "five")
    except ValueError as error:
        print(error)


asyncio.run(main())
