"""The loop itself waits for its threads when the executor is left."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor


def grind(number):
    time.sleep(0.2)
    return number


async def main():
    loop = asyncio.get_running_loop()
    begin = loop.time()
    with ThreadPoolExecutor(2) as pool:
        futures = [loop.run_in_executor(pool, grind, n) for n in range(2)]
    print(f"left after {loop.time() - begin:.1f} s")
    print(await asyncio.gather(*futures))


asyncio.run(main())
