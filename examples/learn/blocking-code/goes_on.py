"""What does this print? A timeout around a thread."""

import asyncio
import time


def knead():
    for minute in 1, 2, 3:
        time.sleep(0.2)
        print("kneaded for", minute)


async def main():
    try:
        async with asyncio.timeout(0.3):
            await asyncio.to_thread(knead)
    except TimeoutError:
        print("I stop waiting")


asyncio.run(main())
print("the kitchen is closed")
