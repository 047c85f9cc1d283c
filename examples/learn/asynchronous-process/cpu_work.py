"""Two coroutines that calculate instead of waiting: nothing overlaps."""

import asyncio


async def count_primes(below):
    print(f"counting primes below {below}")
    primes = [n for n in range(2, below) if all(n % d for d in range(2, n))]
    print(f"there are {len(primes)} below {below}")


async def main():
    await asyncio.gather(count_primes(1000), count_primes(2000))


asyncio.run(main())
