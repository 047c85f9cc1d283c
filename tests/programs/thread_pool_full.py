"""More calls than workers: some wait, and one of them is given up."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor


def poll(number):
    time.sleep(0.5 + number / 20)
    print("polled", number)
    return number


async def main():
    loop = asyncio.get_running_loop()
    loop.set_default_executor(ThreadPoolExecutor(2))
    begin = loop.time()
    polls = [asyncio.create_task(asyncio.to_thread(poll, n)) for n in range(5)]
    await asyncio.sleep(0.2)
    polls[3].cancel()
    print(await asyncio.to_thread(str, "a short call"))
    print(f"after {loop.time() - begin:.1f} s")
    print(await asyncio.gather(*polls, return_exceptions=True))


asyncio.run(main())
