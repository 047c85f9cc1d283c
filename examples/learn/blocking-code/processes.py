"""A calculation in another process, beside the loop."""

import asyncio
import os
from concurrent.futures import ProcessPoolExecutor


def count_primes(below):
    primes = sum(all(n % d for d in range(2, n)) for n in range(2, below))
    return primes, os.getpid()


async def main(pool):
    loop, turns = asyncio.get_running_loop(), 0
    counting = loop.run_in_executor(pool, count_primes, 10_000)
    while not counting.done():
        turns += 1
        await asyncio.sleep(0.01)
    primes, process = await counting
    print(f"there are {primes} primes below 10,000")
    print("the loop went on meanwhile?", turns > 1)
    print("counted in this process?", process == os.getpid())


if __name__ == "__main__":
    with ProcessPoolExecutor(max_workers=1) as pool:
        asyncio.run(main(pool))
