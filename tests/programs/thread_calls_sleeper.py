"""What a thread's function calls sleeps, and acts in between."""

import asyncio
import time

seen = []


def rest(number):
    time.sleep(0.3)
    seen.append(number)


def work():
    rest(1)
    rest(2)


async def main():
    task = asyncio.create_task(asyncio.to_thread(work))
    await asyncio.sleep(0.45)
    print(seen)
    await task
    print(seen)


asyncio.run(main())
