"""Functions in other processes."""

import asyncio
import concurrent.futures
import time


def square(n):
    time.sleep(0.01)
    return n * n


def fail():
    raise ValueError("over there")


async def main():
    loop = asyncio.get_running_loop()
    with concurrent.futures.ProcessPoolExecutor(2) as pool:
        jobs = [loop.run_in_executor(pool, square, n) for n in range(4)]
        print(await asyncio.gather(*jobs))
        try:
            await loop.run_in_executor(pool, fail)
        except ValueError as error:
            print("failed", error, type(error.__cause__).__name__)


if __name__ == "__main__":
    asyncio.run(main())
