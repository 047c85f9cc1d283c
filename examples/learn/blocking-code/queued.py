"""What does it print? Two calls, one thread, and not enough time."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor


def work(what, seconds):
    time.sleep(seconds)
    print(f"{what} is done")


async def main():
    helper = ThreadPoolExecutor(max_workers=1)
    asyncio.get_running_loop().set_default_executor(helper)
    try:
        async with asyncio.timeout(0.3):
            await asyncio.gather(
                asyncio.to_thread(work, "kneading", 0.6),
                asyncio.to_thread(work, "grinding", 0.2),
            )
    except TimeoutError:
        print("I stop waiting")


asyncio.run(main())
print("the kitchen is closed")
