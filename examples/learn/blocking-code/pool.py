"""An executor of your own: two threads, and so two calls at a time."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor


def grind(what, seconds):
    time.sleep(seconds)
    print(f"{what} ground")


async def main(grinders):
    loop = asyncio.get_running_loop()
    await asyncio.gather(
        loop.run_in_executor(grinders, grind, "coffee", 0.2),
        loop.run_in_executor(grinders, grind, "pepper", 0.5),
        loop.run_in_executor(grinders, grind, "cumin", 0.2),
    )


with ThreadPoolExecutor(max_workers=2) as grinders:
    asyncio.run(main(grinders))
